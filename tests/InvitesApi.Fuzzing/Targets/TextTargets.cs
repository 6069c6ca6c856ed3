using System.Globalization;
using System.Text;
using InvitesApi.Server.Hosting.Logging;
using InvitesApi.Server.Pages.Languages;
using InvitesApi.Server.Texts;
using InvitesApi.Server.Xmpp;
using Microsoft.Extensions.Primitives;

namespace InvitesApi.Fuzzing.Targets;

/// <summary>Text that somebody else wrote: what is shown of it breaks nothing.</summary>
internal static class TextTargets
{
    /// <summary>Writes one where a person reads it: a list, a log, an access log.</summary>
    /// <param name="data">Its text.</param>
    public static void Shown(byte[] data)
    {
        string text = FuzzText.Of(data);
        Promise.That(Printable.IndexOfOther(Printable.Show(text)) < 0, "what is shown can be shown");
        Promise.That(!LogEncoding.Line(text).Any(char.IsControl), "a line of the log is one line");
        string redacted = Redaction.Of(text);
        Promise.That(Redaction.Of(redacted) == redacted, "what is redacted stays as it is");
        var quoted = new StringBuilder();
        LogEncoding.AppendQuoted(quoted, text);
        Promise.That(quoted.ToString().All(c => c is >= ' ' and <= '~'), "a quoted field is printable ASCII");
        Promise.That(!XmlText.IsPossible(text) || !text.Contains('\0', StringComparison.Ordinal), "XML has no NUL");
        _ = LanguageChoice.Of(LanguageSet.BuiltIn, text.Length > 8 ? null : text, new StringValues(text), LanguageSet.BuiltIn.All[0]);
    }

    /// <summary>Reads a span of time.</summary>
    /// <param name="data">Its text.</param>
    public static void Duration(byte[] data)
    {
        if (DurationText.TryParse(FuzzText.Of(data), out TimeSpan duration))
        {
            string text = duration.ToString("c", CultureInfo.InvariantCulture);
            Promise.That(DurationText.TryParse(text, out TimeSpan again) && again == duration, "a span of time is read as it was written");
        }
    }
}
