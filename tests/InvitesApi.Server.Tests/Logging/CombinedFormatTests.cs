using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using InvitesApi.Server.Hosting.Logging;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Logging;

public partial class CombinedFormatTests
{
    private static readonly TimeZoneInfo West = TimeZoneInfo.CreateCustomTimeZone("West", new TimeSpan(-3, -30, 0), "West", "West");

    private static readonly AccessLogEntry Entry = new(
        Sample.Moment, IPAddress.Parse("192.0.2.7"), "GET", "/invites_api?key=" + Sample.OldKey, "HTTP/1.1", 201, 0, null, "curl/8.5.0");

    [Fact]
    public void Append_Request_IsALineOfTheCombinedFormatWithoutTheKey() => Assert.Equal(
        "192.0.2.7 - - [24/Nov/2026:08:30:00 -0330] \"GET /invites_api?key=REDACTED HTTP/1.1\" 201 0 \"-\" \"curl/8.5.0\"\n",
        Line(Entry));

    [Fact]
    public void Append_UnixSocketWithoutBody_HasDashes() => Assert.Equal(
        "- - - [24/Nov/2026:08:30:00 -0330] \"HEAD / HTTP/2\" 404 - \"https://example.com/i?REDACTED\" \"-\"\n",
        Line(Entry with
        {
            Client = null,
            Method = "HEAD",
            Target = "/",
            Protocol = "HTTP/2",
            Status = 404,
            Size = null,
            Referer = "https://example.com/i?q4Zr0-_AbCdEfGhIjKlMnOpQ",
            UserAgent = string.Empty,
        }));

    [Fact]
    public void Append_MappedAddress_IsWrittenAsIPv4() => Assert.StartsWith(
        "192.0.2.7 ", Line(Entry with { Client = IPAddress.Parse("::ffff:192.0.2.7") }), StringComparison.Ordinal);

    [Fact]
    public void Append_AnythingThatClientsSend_StaysOneLineOfNineFields() =>
        Gen.Select(Gen.String, Gen.String, Gen.String, Gen.String).Sample(
            (method, target, referer, agent) => Form().IsMatch(Line(Entry with
            {
                Method = "M" + method.Replace(' ', '+'),
                Target = "/" + target.Replace(' ', '+'),
                Referer = referer,
                UserAgent = agent,
            })),
            iter: 2_000);

    private static string Line(in AccessLogEntry entry)
    {
        var lines = new StringBuilder();
        CombinedFormat.Append(lines, entry, West);
        return lines.ToString();
    }

    [GeneratedRegex("""\A\S+ - - \[[^]]+\] "[!-~]+ [!-~]+ HTTP/1\.1" 201 0 "(\\.|[^"\\\n])+" "(\\.|[^"\\\n])+"\n\z""")]
    private static partial Regex Form();
}
