using InvitesApi.Server.Faults;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Endpoints;

/// <summary>The links that are handed out: from the external URI, else from the request; by the template.</summary>
public sealed class LinkTests
{
    public static TheoryData<Row> Links =>
    [
        new Row(null, "auto", "http://example.com/invites_page?TOKEN"),
        new Row(null, "/invites_page?{invite.token}", "http://example.com/invites_page?TOKEN"),
        new Row(null, "/invite/{invite.token}/", "http://example.com/invite/TOKEN/"),
        new Row("https://invite.example", "auto", "https://invite.example/invites_page?TOKEN"),
        new Row("https://invite.example/", "auto", "https://invite.example/invites_page?TOKEN"),
        new Row("https://invite.example:8443/a/b", "auto", "https://invite.example:8443/a/b/invites_page?TOKEN"),
        new Row("https://invite.example/xmpp/", "/invite/{invite.token}/", "https://invite.example/xmpp/invite/TOKEN/"),
        new Row(null, "https://www.example/i?{invite.token}", "https://www.example/i?TOKEN"),
        new Row("https://invite.example/", "https://www.example/i?{invite.token}", "https://www.example/i?TOKEN"),
        new Row(null, "https://w.example/{host}#{invite.uri|noscheme}", "https://w.example/example.com#example.com%3Fregister%3Bpreauth%3DTOKEN"),
        new Row(null, "none", "xmpp:example.com?register;preauth=TOKEN"),
        new Row("https://invite.example/", "none", "xmpp:example.com?register;preauth=TOKEN"),
    ];

    public static TheoryData<HostRow> PagesHere =>
    [
        new HostRow("/invite/{invite.token}/"),
        new HostRow("/i?t={invite.token}&a=b"),
        new HostRow("/{host}/{invite.token}"),
        new HostRow("/{host}/{invite.token}", EndpointFixture.International, EndpointFixture.InternationalAscii),
        new HostRow("/come%20in/{invite.token}"),
        new HostRow("/caf%C3%A9/{invite.token}"),
    ];

    public static TheoryData<FaultRow> Malformed =>
    [
        new FaultRow(new(Sample.Host, InvitePage: "/invite"), InviteFault.InvitePageTemplateInvalid),
        new FaultRow(new(Sample.Host, InvitePage: "ftp://example.com/{invite.token}"), InviteFault.InvitePageTemplateInvalid),
        new FaultRow(new(Sample.Host, InvitePage: "/{invite.tokens}"), InviteFault.InvitePageTemplateInvalid),
        new FaultRow(new(Sample.Host, "/relative"), InviteFault.ExternalUriInvalid),
        new FaultRow(new(Sample.Host, "ftp://example.com"), InviteFault.ExternalUriInvalid),
        new FaultRow(new(Sample.Host, "https://example.com/?a=b"), InviteFault.ExternalUriInvalid),
        new FaultRow(new(Sample.Host, "https://example.com/#a"), InviteFault.ExternalUriInvalid),
        new FaultRow(new(Sample.Host, "https://user@example.com/"), InviteFault.ExternalUriInvalid),
        new FaultRow(new("a..b"), InviteFault.VirtualHostInvalid),
        new FaultRow(new("exa mple.com"), InviteFault.VirtualHostInvalid),
        new FaultRow(new(new string('a', 300)), InviteFault.VirtualHostInvalid),
    ];

    [Theory]
    [MemberData(nameof(Links))]
    public async Task Ask_Template_MakesTheLink(Row row)
    {
        await using TestServer server = await StartAsync(new(Sample.Host, row.ExternalUri, row.InvitePage));
        string location = (await server.InviteAsync())["Location"]!;
        string[] around = row.Expected.Split("TOKEN");
        Assert.StartsWith(around[0], location, StringComparison.Ordinal);
        Assert.EndsWith(around[1], location, StringComparison.Ordinal);
        Assert.NotNull(await server.FindInviteAsync(location[around[0].Length..^around[1].Length]));
    }

    [Theory]
    [MemberData(nameof(PagesHere))]
    public async Task Open_LinkToAPathHere_IsTheInvitesPage(HostRow row)
    {
        await using TestServer server = await StartAsync(new(row.Host, InvitePage: row.InvitePage));
        string location = (await server.InviteAsync(host: row.HttpHost))["Location"]!;
        string target = location[$"http://{row.HttpHost}".Length..];
        Assert.Equal(200, (await server.SendAsync($"GET {target}", row.HttpHost)).Status);
        Assert.Equal(404, (await server.SendAsync($"GET {target}A", row.HttpHost)).Status);
        Assert.Equal(404, (await server.SendAsync($"GET /other{target}", row.HttpHost)).Status);
    }

    [Theory]
    [InlineData("/invite/{invite.token}/")]
    [InlineData("https://www.example/i?{invite.token}")]
    [InlineData("none")]
    public async Task Open_OwnPage_IsServedWhateverTheTemplate(string template)
    {
        await using TestServer server = await StartAsync(new(Sample.Host, InvitePage: template));
        Answer answer = await server.InviteAsync();
        string token = template.EndsWith('/') ? answer["Location"]![^25..^1] : answer.Token;
        Assert.Equal(200, (await server.SendAsync($"GET /invites_page?{token}")).Status);
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Start_MalformedHost_IsRefused(FaultRow row) =>
        Assert.Equal(row.Fault, (await TestServer.FailAsync(new TestServerOptions { Hosts = [row.Host] })).Fault);

    private static async Task<TestServer> StartAsync(TestHost host)
    {
        TestServer server = await TestServer.StartAsync(new TestServerOptions { Hosts = [host] });
        await server.AddKeyAsync(host: host.Name);
        return server;
    }

    /// <summary>How a host is served, and the link that comes of it.</summary>
    public sealed record Row(string? ExternalUri, string InvitePage, string Expected);

    /// <summary>A template of a path here.</summary>
    public sealed record HostRow(string InvitePage, string Host = Sample.Host, string HttpHost = Sample.Host);

    /// <summary>A host that can't be served, and why.</summary>
    public sealed record FaultRow(TestHost Host, InviteFault Fault);
}
