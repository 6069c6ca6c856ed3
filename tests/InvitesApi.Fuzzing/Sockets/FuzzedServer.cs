using InvitesApi.Server.Hosting;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Hosting.Listening;
using InvitesApi.Server.Hosting.Logging;
using InvitesApi.Server.Hosting.Operation;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Limits;
using InvitesApi.Server.Storage;

namespace InvitesApi.Fuzzing.Sockets;

/// <summary>A server on a free port, with a database and an access log in a folder that goes with it.</summary>
internal sealed class FuzzedServer : IAsyncDisposable
{
    private const string Host = "example.com";

    // Keys of the one may make invites and of the other list them: a list that grew with the run would look like a leak.
    private const string ListedHost = "lists.example";
    private const int Listed = 60;

    private readonly DirectoryInfo _folder;
    private readonly InviteServer _server;

    private FuzzedServer(DirectoryInfo folder, InviteServer server, SocketSeeds seeds)
    {
        _folder = folder;
        _server = server;
        Seeds = seeds;
    }

    /// <summary>The port.</summary>
    public int Port => _server.Uris[0].Port;

    /// <summary>Requests for it.</summary>
    public SocketSeeds Seeds { get; }

    /// <summary>Starts one.</summary>
    public static async Task<FuzzedServer> StartAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("invites-api-fuzzing-");
        string path = Path.Combine(folder.FullName, "invites.db");
        SocketSeeds seeds;
        using (IInviteDatabase database = InviteDatabase.Open(path))
        {
            string key = await KeyAsync(database, Host, ApiKeyScopes.Create | ApiKeyScopes.Reset);
            string listKey = await KeyAsync(database, ListedHost, ApiKeyScopes.List | ApiKeyScopes.Revoke);
            string wrong = ApiKeyText.New(listKey[..listKey.IndexOf('/', StringComparison.Ordinal)]).Reveal();
            IReadOnlyList<Invite> shown = await AddAsync(database, Host, 1);
            IReadOnlyList<Invite> listed = await AddAsync(database, ListedHost, Listed);
            seeds = new SocketSeeds(key, listKey, wrong, shown[0].Token, listed[0].Token, listed[1].Token);
        }

        InviteServer server = await InviteServer.StartAsync(
            new InviteServerOptions
            {
                VirtualHosts = [new VirtualHostOptions(Host), new VirtualHostOptions(ListedHost)],
                Listeners = new ListenerOptions { Ports = [0], Interfaces = ["127.0.0.1"] },
                Database = path,
                // Failures are counted, and never too many: beyond the limit no key would be looked at any more.
                Limits = new LimitOptions { FailureRate = new Rate(999_999_999, TimeSpan.FromMinutes(1)) },
                Operation = new OperationOptions { AccessLog = Path.Combine(folder.FullName, "access.log") },
                Accounts = new AccountsOptions("ejabberd+http://127.0.0.1:9"), // nobody is there; no request gets so far
            },
            CancellationToken.None);
        return new FuzzedServer(folder, server, seeds);
    }

    private static async Task<string> KeyAsync(IInviteDatabase database, string host, ApiKeyScopes scopes) =>
        (await new ApiKeys(database, TimeProvider.System).CreateAsync(
            new ApiKeyRequest(host, Limits: new ApiKeyLimits { Scopes = scopes }), CancellationToken.None)).Text.Reveal();

    private static async Task<IReadOnlyList<Invite>> AddAsync(IInviteDatabase database, string host, int count) => await database.AddInvitesAsync(
        [.. Enumerable.Repeat(new InviteTerms { VirtualHost = host, MaxUses = null }, count)], "fuzzing", TimeProvider.System.GetUtcNow(), CancellationToken.None);

    /// <summary>What the log has said since it was asked last, of errors.</summary>
    public IReadOnlyList<string> ReadErrors()
    {
        var errors = new List<string>();
        while (_server.Log.TryRead(out LogLine? line))
        {
            if (line.Severity <= LogLine.Error)
            {
                errors.Add(line.Text);
            }
        }

        return errors;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
