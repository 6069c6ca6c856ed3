using System.Net.Http.Headers;
using InvitesApi.Server.Hosting;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Hosting.Listening;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;

namespace InvitesApi.Server.Tests.Support;

/// <summary>A server on free ports of this machine, with a database and a key of its own.</summary>
internal sealed class ServedApi : IAsyncDisposable
{
    private ServedApi(TemporaryFolder folder, InviteServer server, string key)
    {
        Folder = folder;
        Server = server;
        Key = key;
        Client = Dial.To(Server.Uris[0]);
    }

    /// <summary>A folder that lives as long as the server.</summary>
    public TemporaryFolder Folder { get; }

    public InviteServer Server { get; }

    /// <summary>A key for example.com.</summary>
    public string Key { get; }

    /// <summary>A client of its first listener, to which every host name leads there.</summary>
    public HttpClient Client { get; }

    public int Port => Server.Uris.First(uri => uri.Scheme == "http").Port;

    public int TlsPort => Server.Uris.First(uri => uri.Scheme == "https").Port;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts one.</summary>
    /// <param name="change">What shall be different from plain HTTP on a free loopback port for example.com.</param>
    /// <param name="folder">A folder that the options have files in; it goes with the server.</param>
    public static async Task<ServedApi> StartAsync(
        Func<InviteServerOptions, InviteServerOptions>? change = null, TemporaryFolder? folder = null)
    {
        folder ??= new TemporaryFolder();
        InviteServerOptions options = Options(folder);
        string key;
        using (IInviteDatabase database = InviteDatabase.Open(options.Database))
        {
            key = (await new ApiKeys(database, TimeProvider.System).CreateAsync(new ApiKeyRequest(Sample.Host), Cancellation)).Text.Reveal();
        }

        InviteServer server = await InviteServer.StartAsync(change is null ? options : change(options), Cancellation);
        return new ServedApi(folder, server, key);
    }

    /// <summary>The options that a test begins with.</summary>
    public static InviteServerOptions Options(TemporaryFolder folder) => new()
    {
        VirtualHosts = [new VirtualHostOptions(Sample.Host)],
        Listeners = new ListenerOptions { Ports = [0] },
        Database = folder["invites.db"],
    };

    /// <summary>A request for an invite, with the key.</summary>
    public HttpRequestMessage Request(string uri = "http://example.com/invites_api", HttpMethod? method = null)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, uri);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        return request;
    }

    /// <summary>Asks for an invite and takes its link.</summary>
    public async Task<string> LinkAsync(
        string uri = "http://example.com/invites_api", HttpClient? client = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = Request(uri);
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage answer = await (client ?? Client).SendAsync(request, Cancellation);
        Assert.Equal(201, (int)answer.StatusCode);
        return answer.Headers.GetValues("Location").Single();
    }

    /// <summary>The status of an answer.</summary>
    public async Task<int> StatusAsync(string uri, HttpClient? client = null)
    {
        using HttpRequestMessage request = Request(uri);
        using HttpResponseMessage answer = await (client ?? Client).SendAsync(request, Cancellation);
        return (int)answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        Folder.Dispose();
    }
}
