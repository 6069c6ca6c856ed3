using System.Text.RegularExpressions;
using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Pages.Apps;

/// <summary>
/// Links that take the invite along (Prosody's <c>magic_link_format</c>): <c>{app.link!}&amp;referrer={invite.uri}</c>. Values are
/// percent-encoded unless
/// <c>!</c> follows the name. ejabberd's form, <c>{{ uri }}</c>, is read too.
/// </summary>
internal static partial class AppLink
{
    private const string SampleUri = "xmpp:example.com?register;preauth=AAAA";

    /// <summary>Fills one in.</summary>
    /// <param name="format">The format.</param>
    /// <param name="link">The link of the app, or of the download, that it belongs to.</param>
    /// <param name="inviteUri">The invite's <c>xmpp:</c> URI.</param>
    public static string Fill(string format, Uri? link, string inviteUri) =>
        Placeholder().Replace(format, match => Value(match, link, inviteUri) ?? match.Value);

    /// <summary>Checks one.</summary>
    /// <exception cref="InviteException"><see cref="InviteFault.AppCatalogueInvalid"/>.</exception>
    public static void Check(string format, Uri? link, string where)
    {
        Match? unknown = Placeholder().Matches(format).FirstOrDefault(match => Value(match, link, SampleUri) is null);
        if (unknown is not null)
        {
            throw AppCatalogueFault.Of(
                where,
                $"its magic_link_format has {unknown.Value}; there are {{app.link!}}, {{button.url!}} and {{invite.uri}}");
        }

        if (!Uri.TryCreate(Fill(format, link, SampleUri), UriKind.Absolute, out Uri? filled) || filled.Scheme is not ("http" or "https"))
        {
            throw AppCatalogueFault.Of(where, "its magic_link_format makes no http or https link");
        }
    }

    private static string? Value(Match placeholder, Uri? link, string inviteUri)
    {
        string name = placeholder.Groups["name"].Value;
        string? value = name switch
        {
            "app.link" or "button.url" => link?.AbsoluteUri,
            "invite.uri" or "uri" => inviteUri,
            "invite.token" => inviteUri[(inviteUri.IndexOf("preauth=", StringComparison.Ordinal) + "preauth=".Length)..].Split(';')[0],
            _ => null,
        };
        return placeholder.Groups["filter"].Value switch
        {
            "" or "|urlescape" or "|urlencode" => value is null ? null : Uri.EscapeDataString(value),
            "!" => value,
            "|noscheme" => value is null ? null : Uri.EscapeDataString(value[(value.IndexOf(':', StringComparison.Ordinal) + 1)..]),
            _ => null,
        };
    }

    [GeneratedRegex(@"\{\{?\s*(?<name>(?>[\w.]+))(?<filter>([!|]\w*)?)\s*\}?\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
