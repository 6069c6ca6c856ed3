using System.Globalization;
using System.Net;
using System.Text;

namespace InvitesApi.Server.Hosting.Logging;

/// <summary>
/// The combined format that log analysers read (Apache's <c>%h %l %u %t "%r" %&gt;s %b "%{Referer}i" "%{User-agent}i"</c>), without secrets.
/// </summary>
internal static class CombinedFormat
{
    private const char Nothing = '-';

    /// <summary>Writes a request as one line.</summary>
    /// <param name="lines">Where it goes.</param>
    /// <param name="entry">The request.</param>
    /// <param name="zone">The time zone of the log.</param>
    public static void Append(StringBuilder lines, in AccessLogEntry entry, TimeZoneInfo zone)
    {
        AppendClient(lines, entry.Client);
        lines.Append(" - - [");
        AppendTime(lines, TimeZoneInfo.ConvertTime(entry.At, zone));
        lines.Append("] \"");
        AppendField(lines, entry.Method);
        lines.Append(' ');
        AppendField(lines, entry.Target);
        lines.Append(' ');
        AppendField(lines, entry.Protocol);
        lines.Append(CultureInfo.InvariantCulture, $"\" {entry.Status} ");
        if (entry.Size is { } size)
        {
            lines.Append(size);
        }
        else
        {
            lines.Append(Nothing);
        }

        lines.Append(" \"");
        AppendField(lines, entry.Referer);
        lines.Append("\" \"");
        AppendField(lines, entry.UserAgent);
        lines.Append("\"\n");
    }

    private static void AppendClient(StringBuilder lines, IPAddress? client)
    {
        if (client is null)
        {
            lines.Append(Nothing);
            return;
        }

        lines.Append(CultureInfo.InvariantCulture, $"{(client.IsIPv4MappedToIPv6 ? client.MapToIPv4() : client)}");
    }

    // 10/Oct/2026:13:55:36 -0700
    private static void AppendTime(StringBuilder lines, DateTimeOffset time)
    {
        lines.Append(CultureInfo.InvariantCulture, $"{time:dd/MMM/yyyy:HH:mm:ss} ");
        lines.Append(time.Offset < TimeSpan.Zero ? '-' : '+');
        lines.Append(CultureInfo.InvariantCulture, $"{time.Offset:hhmm}");
    }

    private static void AppendField(StringBuilder lines, string? field)
    {
        if (string.IsNullOrEmpty(field))
        {
            lines.Append(Nothing);
            return;
        }

        LogEncoding.AppendQuoted(lines, Redaction.Of(field));
    }
}
