using System.Globalization;

namespace InvitesApi.Server.Tests.Support;

/// <summary>An answer as it came over the wire.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">The headers, by their names in any case.</param>
/// <param name="Body">The body.</param>
internal sealed record Answer(int Status, ILookup<string, string> Headers, string Body)
{
    /// <summary>The one header of that name; null where there is none.</summary>
    public string? this[string name] => Headers[name].SingleOrDefault();

    /// <summary>The token in the link of an invite.</summary>
    public string Token => this["Location"]![^24..];

    /// <summary>Reads an answer.</summary>
    /// <param name="text">What was received until the connection was closed.</param>
    /// <returns>The answer; null where there was none.</returns>
    public static Answer? Parse(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        string[] head = text[..end].Split("\r\n");
        return new Answer(
            int.Parse(head[0].Split(' ')[1], CultureInfo.InvariantCulture),
            head.Skip(1).Select(line => line.Split(": ", 2)).ToLookup(
                pair => pair[0], pair => pair.Length > 1 ? pair[1] : string.Empty, StringComparer.OrdinalIgnoreCase),
            text[(end + 4)..]);
    }
}
