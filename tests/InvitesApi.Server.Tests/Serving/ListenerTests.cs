using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using InvitesApi.Server.Certificates;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting;
using InvitesApi.Server.Hosting.Listening;
using InvitesApi.Server.Hosting.Proxies;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Serving;

/// <summary>Where a server listens, on real sockets.</summary>
public class ListenerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_ManyPortsAndInterfaces_AnswersOnAll()
    {
        await using ServedApi api = await ServedApi.StartAsync(options => options with
        {
            Listeners = new ListenerOptions { Ports = [0, 0], Interfaces = ["127.0.0.1", "::1"] },
        });
        Assert.Equal(4, api.Server.Uris.Count);
        Assert.Equal(2, api.Server.Uris.Select(uri => uri.Port).Distinct().Count());
        using var client = new HttpClient();
        foreach (Uri uri in api.Server.Uris)
        {
            Assert.Equal(201, await api.StatusAsync($"{uri}invites_api", client));
        }
    }

    [Theory]
    [InlineData("*", "127.0.0.1", "[::1]")]
    [InlineData("localhost", "127.0.0.1", "[::1]")]
    [InlineData("0.0.0.0", "127.0.0.1", "127.0.0.2")]
    [InlineData("::", "[::1]", "[::1]")]
    public async Task Start_Interface_AnswersOnItsAddresses(string name, string first, string second)
    {
        await using ServedApi api = await ServedApi.StartAsync(options => options with
        {
            Listeners = new ListenerOptions { Ports = [0], Interfaces = [name], AllowPlainHttp = true },
        });
        using var client = new HttpClient();
        Assert.Equal(201, await api.StatusAsync($"http://{first}:{api.Port}/invites_api", client));
        Assert.Equal(201, await api.StatusAsync($"http://{second}:{api.Port}/invites_api", client));
    }

    [Theory]
    [InlineData("localhost", "*")]
    [InlineData("*", "127.0.0.1", "::1")]
    [InlineData("127.0.0.1", "0.0.0.0", "::1", "::")]
    [InlineData("::", "*")]
    public async Task Start_AddressesWithinOthers_AnswersOnAll(params string[] names)
    {
        await using ServedApi api = await ServedApi.StartAsync(options => options with
        {
            Listeners = new ListenerOptions { Ports = [0], Interfaces = names, AllowPlainHttp = true },
        });
        using var client = new HttpClient();
        Assert.Equal(201, await api.StatusAsync($"http://127.0.0.1:{api.Port}/invites_api", client));
        Assert.Equal(201, await api.StatusAsync($"http://[::1]:{api.Port}/invites_api", client));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Start_UnixSocket_AnswersWithItsModeAndLeavesNoFile()
    {
        var folder = new TemporaryFolder();
        string path = folder["api.sock"];
        await using ServedApi api = await ServedApi.StartAsync(
            options => options with
            {
                Listeners = new ListenerOptions
                {
                    UnixSockets = [path],
                    UnixSocketMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite,
                },
            },
            folder);
        Assert.Equal($"unix:{path}", Assert.Single(api.Server.Uris).OriginalString);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite, File.GetUnixFileMode(path));
        Assert.StartsWith("http://example.com/invites_page?", await api.LinkAsync(), StringComparison.Ordinal);
        await api.Server.StopAsync(Cancellation);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task UnixSocket_LeftBehind_IsReplacedButNoFileAndNoServerIs()
    {
        using var folder = new TemporaryFolder();
        string path = folder["api.sock"];
        ListenerOptions options = new() { UnixSockets = [path] };
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            // A server that was killed leaves its file; to move it keeps ours from being deleted with the socket.
            dead.Bind(new UnixDomainSocketEndPoint(folder["dead.sock"]));
            File.Move(folder["dead.sock"], path);
        }

        using (Listener.Open(options, hasCertificate: false))
        {
            Assert.Equal(
                InviteFault.ListenerPortInUse, Assert.Throws<InviteException>(() => Listener.Open(options, hasCertificate: false)).Fault);
        }

        await File.WriteAllTextAsync(path, "precious", Cancellation);
        InviteException fault = Assert.Throws<InviteException>(() => Listener.Open(options, hasCertificate: false));
        Assert.Equal((InviteFault.ListenerAddressUnavailable, path), (fault.Fault, fault.Target));
        Assert.Equal("precious", await File.ReadAllTextAsync(path, Cancellation));
    }

    [Fact]
    public async Task Start_TlsBesidePlain_SpeaksBothVersionsOfHttp()
    {
        using var authority = new TestAuthority(hasIntermediate: false);
        await using ServedApi api = await ServedApi.StartAsync(options => options with
        {
            Listeners = new ListenerOptions { Ports = [0], TlsPorts = [0], TlsInterfaces = ["localhost"] },
            Certificate = new CertificateOptions { Certificate = authority.Issue("example.com") },
        });
        Assert.Equal(201, await api.StatusAsync("http://example.com/invites_api"));
        using HttpClient client = Dial.To(Dial.Loopback(api.TlsPort), authority.Root);
        foreach (Version version in new[] { HttpVersion.Version11, HttpVersion.Version20 })
        {
            using HttpRequestMessage request = api.Request("https://example.com/invites_api");
            request.Version = version;
            request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
            using HttpResponseMessage answer = await client.SendAsync(request, Cancellation);
            Assert.Equal((201, version), ((int)answer.StatusCode, answer.Version));
            Assert.StartsWith("https://example.com/", answer.Headers.GetValues("Location").Single(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Ports_NobodySays_AreProsodys()
    {
        var options = new ListenerOptions();
        Assert.Equal([5280], options.PlainPorts);
        Assert.Equal([5281], Listener.TlsPorts(options, hasCertificate: true));
        Assert.Empty(Listener.TlsPorts(options, hasCertificate: false));
        Assert.Empty(new ListenerOptions { UnixSockets = ["/run/api.sock"] }.PlainPorts);
    }

    [Fact]
    public void Open_TlsWithoutCertificate_IsRefused()
    {
        InviteException fault = Assert.Throws<InviteException>(
            () => Listener.Open(new ListenerOptions { Ports = [], TlsPorts = [0] }, hasCertificate: false));
        Assert.Equal(InviteFault.CertificateNotFound, fault.Fault);
    }

    [Theory]
    [InlineData("*", false, null, true)]
    [InlineData("0.0.0.0", false, null, true)]
    [InlineData("192.0.2.1", false, null, true)]
    [InlineData("::", false, "127.0.0.1", true)]
    [InlineData("*", true, null, false)]
    [InlineData("*", false, "10.1.2.3", false)]
    [InlineData("localhost", false, null, false)]
    [InlineData("127.0.0.2", false, null, false)]
    [InlineData("::1", false, null, false)]
    public void PlainHttp_WhereOthersCanRead_IsRefusedUnlessWanted(string name, bool allowed, string? proxy, bool isRefused)
    {
        var options = new ListenerOptions { Interfaces = [name], AllowPlainHttp = allowed };
        var proxies = ProxyList.Parse(proxy is null ? ProxyList.Default : [proxy]);
        InviteException? fault = Record.Exception(() => PlainHttp.RequireSafe(options, proxies)) as InviteException;
        Assert.Equal(isRefused ? InviteFault.PlainHttpRefused : null, fault?.Fault);
        Assert.Equal(isRefused ? name : null, fault?.Target);
    }

    [Fact]
    public async Task Start_PlainHttpOnEverything_SaysWhyNotAndMakesNothing()
    {
        using var folder = new TemporaryFolder();
        InviteException fault = await Assert.ThrowsAsync<InviteException>(() => InviteServer.StartAsync(
            ServedApi.Options(folder) with { Listeners = new ListenerOptions { Ports = [0], Interfaces = ["*"] } }, Cancellation));
        Assert.Contains("-AllowPlainHttp", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }
}
