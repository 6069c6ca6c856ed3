using System.Net;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Endpoints;

/// <summary>Several virtual hosts in one server, told apart by the Host header.</summary>
public sealed class VirtualHostTests(EndpointFixture fixture) : IClassFixture<EndpointFixture>
{
    private readonly TestServer _server = fixture.Server;

    public static TheoryData<Row> Rows =>
    [
        new Row("example.com", SampleKeys.New, 201),
        new Row("example.com", SampleKeys.Other, 403),
        new Row("example.com:5280", SampleKeys.New, 201),
        new Row("EXAMPLE.com", SampleKeys.New, 201),
        new Row("Example.COM:80", SampleKeys.New, 201),
        new Row("other.example", SampleKeys.Other, 201),
        new Row("other.example", SampleKeys.New, 403),
        new Row("OTHER.example:1", SampleKeys.Other, 201),
        new Row("xn--bcher-kva.example", SampleKeys.International, 201),
        new Row("XN--BCHER-KVA.example:443", SampleKeys.International, 201),
        new Row("xn--bcher-kva.example", SampleKeys.New, 403),
        new Row("localhost", SampleKeys.New, 201),
        new Row("LocalHost:5280", SampleKeys.New, 201),
        new Row("localhost", SampleKeys.Other, 403),
        new Row("127.0.0.1", SampleKeys.New, 201),
        new Row("127.0.0.1:5280", SampleKeys.New, 201),
        new Row("127.0.0.2", SampleKeys.New, 201),
        new Row("127.0.0.1", SampleKeys.Other, 403),
        new Row("[::1]", SampleKeys.New, 201),
        new Row("[::1]:5280", SampleKeys.New, 201),
        new Row("unknown.example", SampleKeys.New, 404),
        new Row("www.example.com", SampleKeys.New, 404),
        new Row("example.com.evil.example", SampleKeys.New, 404),
        new Row("example", SampleKeys.New, 404),
        new Row("localhost.example", SampleKeys.New, 404),
        new Row("192.0.2.1", SampleKeys.New, 404),
        new Row("[2001:db8::1]:5280", SampleKeys.New, 404),
    ];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Ask_HostHeader_ReachesThatHostAlone(Row row)
    {
        Answer answer = await _server.SendAsync("GET /invites_api", row.Host, $"Bearer {row.Key}");
        Assert.Equal(row.Status, answer.Status);
        if (row.Status == 201)
        {
            Assert.StartsWith($"http://{row.Host}/invites_page?", answer["Location"], StringComparison.OrdinalIgnoreCase);
        }
        else if (row.Status == 404)
        {
            ProblemAssert.Is("host-unknown", answer);
        }
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    [InlineData("127.0.0.1")]
    public async Task Ask_ByIPv6_LoopbackNamesStandForTheFirst(string host)
    {
        Assert.SkipUnless(Loopback.HasIPv6, "This machine has no ::1.");
        Answer answer = await _server.SendAsync("GET /invites_api", host, $"Bearer {SampleKeys.New}", IPAddress.IPv6Loopback);
        Assert.Equal(201, answer.Status);
        Assert.Equal(Sample.Host, (await _server.FindInviteAsync(answer.Token))!.VirtualHost);
    }

    [Fact]
    public async Task Ask_InternationalHost_ChallengeNamesItInAscii()
    {
        Answer answer = await _server.SendAsync("GET /invites_api", EndpointFixture.InternationalAscii);
        Assert.Equal("Bearer realm=\"xn--bcher-kva.example\"", answer["WWW-Authenticate"]);
    }

    [Fact]
    public async Task Ask_InternationalHost_InviteIsForItsXmppName()
    {
        Answer answer = await _server.InviteAsync(SampleKeys.International, EndpointFixture.InternationalAscii);
        Assert.Equal(EndpointFixture.International, (await _server.FindInviteAsync(answer.Token))!.VirtualHost);
        Answer page = await _server.SendAsync($"GET /invites_page?{answer.Token}", EndpointFixture.InternationalAscii);
        Assert.Equal($"<xmpp:b%C3%BCcher.example?register;preauth={answer.Token}>; rel=\"alternate\"", page["Link"]);
    }

    /// <summary>A Host header, a key, and what comes of them.</summary>
    public sealed record Row(string Host, string Key, int Status);
}
