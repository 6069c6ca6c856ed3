using System.Net;
using System.Text.RegularExpressions;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Hosting.Listening;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Serving;

/// <summary>The server behind a real nginx, as docs/behind-a-proxy.md has it.</summary>
public sealed class NginxTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Link_OfARequestByNginx_LeadsBackThroughNginx(bool isUnix)
    {
        await using ServedApi api = await StartAsync(isUnix, external: null);
        int port = FreePorts.Take(1)[0];
        using Nginx nginx = await Nginx.StartAsync(port, _authority, $"location / {{ proxy_pass {Backend(api)}; }}");
        using HttpClient client = Dial.To(nginx.EndPoint, _authority.Root);
        string link = await api.LinkAsync(
            $"https://example.com:{port}/invites_api", client, ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "http"));
        Assert.StartsWith($"https://example.com:{port}/invites_page?", link, StringComparison.Ordinal);
        Assert.Equal(200, await api.StatusAsync(link, client));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Link_WithPrefix_LeadsBackThroughNginx(bool isUnix, bool isPrefixTakenOff)
    {
        int port = FreePorts.Take(1)[0];
        var external = new Uri($"https://example.com:{port}/xmpp/");
        await using ServedApi api = await StartAsync(isUnix, external);
        using Nginx nginx = await Nginx.StartAsync(
            port, _authority, $"location /xmpp/ {{ proxy_pass {Backend(api)}{(isPrefixTakenOff ? "/" : string.Empty)}; }}");
        using HttpClient client = Dial.To(Dial.Loopback(port), _authority.Root);
        string link = await api.LinkAsync($"{external}invites_api", client);
        Assert.StartsWith($"{external}invites_page?", link, StringComparison.Ordinal);
        Assert.Equal(200, await api.StatusAsync(link, client));
        Assert.Equal(404, await api.StatusAsync($"https://example.com:{port}/invites_api", client));
    }

    [Fact]
    public async Task Page_BehindTheNginxOfTheDocument_ComesWithItsStyleAndItsSteps()
    {
        await using ServedApi api = await StartAsync(isUnix: false, external: null);
        string document = Repository.Read("docs/behind-a-proxy.md");
        string location = Regex.Match(document, @"location ~ [^}]*}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        int port = FreePorts.Take(1)[0];
        using Nginx nginx = await Nginx.StartAsync(
            port, _authority, location.Replace("http://127.0.0.1:5280", Backend(api), StringComparison.Ordinal));
        using HttpClient client = Dial.To(nginx.EndPoint, _authority.Root);
        string page = await client.GetStringAsync(
            await api.LinkAsync($"https://example.com:{port}/invites_api", client), TestContext.Current.CancellationToken);
        foreach (string folder in new[] { "static", "setup" })
        {
            string path = Regex.Match(page, $"\"(/invites_page/{folder}/[^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
            Assert.Equal(200, await api.StatusAsync($"https://example.com:{port}{WebUtility.HtmlDecode(path)}", client));
        }
    }

    public void Dispose() => _authority.Dispose();

    private static string Backend(ServedApi api) => api.Server.Uris[0] is { Scheme: "unix" } uri ? $"http://unix:{uri.LocalPath}:" : $"http://127.0.0.1:{api.Port}";

    private static Task<ServedApi> StartAsync(bool isUnix, Uri? external)
    {
        var folder = new TemporaryFolder();
        return ServedApi.StartAsync(
            options => options with
            {
                VirtualHosts = [new VirtualHostOptions("example.com") { ExternalUri = external }],
                Listeners = isUnix ? new ListenerOptions { UnixSockets = [folder["api.sock"]] } : options.Listeners,
            },
            folder);
    }
}
