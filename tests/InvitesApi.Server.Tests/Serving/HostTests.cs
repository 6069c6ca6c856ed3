using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Serving;

/// <summary>Virtual hosts: their names, their paths, and how they come and go.</summary>
public class HostTests
{
    private static VirtualHostOptions Example => new("example.com");

    [Fact]
    public async Task HttpHost_InPlaceOfTheDomain_IsWhatHttpCallsIt()
    {
        await using ServedApi api = await StartAsync(Example with { HttpHost = "chat.example.com" }, new VirtualHostOptions("other.example"));
        Assert.StartsWith(
            "http://chat.example.com/invites_page?", await api.LinkAsync("http://chat.example.com/invites_api"), StringComparison.Ordinal);
        Assert.Equal(404, await api.StatusAsync("http://example.com/invites_api"));
        Assert.Equal(403, await api.StatusAsync("http://other.example/invites_api"));
    }

    [Fact]
    public async Task DefaultHost_IsServedUnderNamesThatNoneHas()
    {
        await using ServedApi api = await StartAsync(new VirtualHostOptions("other.example"), Example with { IsDefault = true });
        Assert.Equal(201, await api.StatusAsync("http://any.example/invites_api"));
        Assert.Equal(201, await api.StatusAsync("http://192.0.2.1/invites_api"));
        Assert.Equal(403, await api.StatusAsync("http://other.example/invites_api"));
        Assert.Equal(403, await api.StatusAsync("http://localhost/invites_api"));
    }

    [Fact]
    public async Task DefaultHost_RequestWithoutHost_GetsALinkWithItsName()
    {
        await using ServedApi api = await StartAsync(Example with { IsDefault = true });
        await using Stream stream = await Dial.OpenAsync(api.Port);
        await stream.WriteAsync($"GET /invites_api HTTP/1.0\r\nAuthorization: Bearer {api.Key}\r\n\r\n");
        Assert.Contains("\r\nLocation: http://example.com/invites_page?", await stream.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownHost_WithoutDefault_IsNotFound()
    {
        await using ServedApi api = await StartAsync(Example);
        Assert.Equal(404, await api.StatusAsync("http://any.example/invites_api"));
    }

    [Fact]
    public async Task Paths_OfAHost_AreWhereItsResourcesAre()
    {
        await using ServedApi api = await StartAsync(
            Example with { Paths = Paths(("invites_api", "/$host/api"), ("invites_page", "/welcome")) }, new VirtualHostOptions("other.example"));
        string link = await api.LinkAsync("http://example.com/example.com/api");
        Assert.StartsWith("http://example.com/welcome?", link, StringComparison.Ordinal);
        Assert.Equal(200, await api.StatusAsync(link));
        Assert.Equal(404, await api.StatusAsync("http://example.com/invites_api"));
        Assert.Equal(404, await api.StatusAsync("http://example.com/example.com/api/"));
        Assert.Equal(403, await api.StatusAsync("http://other.example/invites_api"));
    }

    [Fact]
    public async Task ExternalUri_WithPrefix_RulesLinksWhetherAProxyTakesItOffOrNot()
    {
        await using ServedApi api = await StartAsync(Example with { ExternalUri = new Uri("https://chat.example.com/xmpp/") });
        string link = await api.LinkAsync();
        Assert.StartsWith("https://chat.example.com/xmpp/invites_page?", link, StringComparison.Ordinal);
        Assert.StartsWith("https://chat.example.com/xmpp/", await api.LinkAsync("http://example.com/xmpp/invites_api"), StringComparison.Ordinal);
        Assert.Equal(200, await api.StatusAsync("http://example.com" + new Uri(link).PathAndQuery));
        Assert.Equal(200, await api.StatusAsync("http://example.com" + new Uri(link).PathAndQuery["/xmpp".Length..]));
        Assert.Equal(404, await api.StatusAsync("http://example.com/xmpp2/invites_api"));
    }

    [Theory]
    [InlineData("invites_api", "api")]
    [InlineData("invites_api", "/")]
    [InlineData("invites_api", "/api/")]
    [InlineData("invites_api", "/a b")]
    [InlineData("invites_api", "/api?x")]
    [InlineData("invites_api", "/invites_page")]
    [InlineData("invites_bogus", "/api")]
    public void Paths_Malformed_AreRefused(string name, string path) => Assert.Equal(
        InviteFault.HttpPathInvalid,
        Assert.Throws<InviteException>(() => new ServedHost(Example with { Paths = Paths((name, path)) })).Fault);

    [Fact]
    public async Task AddAndRemove_UnderLoad_DisturbNoOtherHost()
    {
        await using ServedApi api = await StartAsync(Example);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task load = LoadAsync();
        for (int i = 0; i < 50; i++)
        {
            await api.Server.AddVirtualHostAsync(new VirtualHostOptions("other.example"), TestContext.Current.CancellationToken);
            Assert.Equal(["example.com", "other.example"], api.Server.VirtualHosts);
            Assert.Equal(403, await api.StatusAsync("http://other.example/invites_api"));
            api.Server.RemoveVirtualHost("OTHER.example");
            Assert.Equal(404, await api.StatusAsync("http://other.example/invites_api"));
        }

        await end.CancelAsync();
        await load;

        async Task LoadAsync()
        {
            while (!end.IsCancellationRequested)
            {
                Assert.Equal(201, await api.StatusAsync("http://example.com/invites_api"));
            }
        }
    }

    [Fact]
    public async Task AddAndRemove_WhatCannotBe_ChangesNothing()
    {
        await using ServedApi api = await StartAsync(Example with { IsDefault = true });
        await AssertFaultAsync(InviteFault.VirtualHostTaken, () => AddAsync(api, Example));
        await AssertFaultAsync(InviteFault.VirtualHostTaken, () => AddAsync(api, new("b.example") { HttpHost = "EXAMPLE.com" }));
        await AssertFaultAsync(InviteFault.VirtualHostInvalid, () => AddAsync(api, new("b.example") { IsDefault = true }));
        await AssertFaultAsync(InviteFault.VirtualHostInvalid, () => AddAsync(api, new("a..b")));
        await AssertFaultAsync(InviteFault.VirtualHostNotServed, () => Task.Run(() => api.Server.RemoveVirtualHost("b.example")));
        await AssertFaultAsync(InviteFault.VirtualHostInvalid, () => Task.Run(() => api.Server.RemoveVirtualHost("example.com")));
        Assert.Equal(["example.com"], api.Server.VirtualHosts);
        Assert.Equal(201, await api.StatusAsync("http://example.com/invites_api"));
    }

    private static Task AddAsync(ServedApi api, VirtualHostOptions options) =>
        api.Server.AddVirtualHostAsync(options, TestContext.Current.CancellationToken);

    private static async Task AssertFaultAsync(InviteFault fault, Func<Task> act) =>
        Assert.Equal(fault, (await Assert.ThrowsAsync<InviteException>(act)).Fault);

    private static Dictionary<string, string> Paths(params (string Name, string Path)[] paths) =>
        paths.ToDictionary(path => path.Name, path => path.Path, StringComparer.Ordinal);

    private static Task<ServedApi> StartAsync(params VirtualHostOptions[] hosts) =>
        ServedApi.StartAsync(options => options with { VirtualHosts = hosts });
}
