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

    // A list of them is longer than a client reads, from the beginning on: else the buffers for it would grow with the run.
    private const int Invites = 1000;

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
            ApiKeyText key = (await new ApiKeys(database, TimeProvider.System).CreateAsync(
                new ApiKeyRequest(Host, Limits: new ApiKeyLimits { Scopes = ApiKeyScopes.All }), CancellationToken.None)).Text;
            var terms = new InviteTerms { VirtualHost = Host, MaxUses = null };
            IReadOnlyList<Invite> invites = await database.AddInvitesAsync(
                [.. Enumerable.Repeat(terms, Invites)], "fuzzing", TimeProvider.System.GetUtcNow(), CancellationToken.None);
            seeds = new SocketSeeds(key.Reveal(), ApiKeyText.New(key.ToString()).Reveal(), invites[0].Token, invites[1].Token);
        }

        InviteServer server = await InviteServer.StartAsync(
            new InviteServerOptions
            {
                VirtualHosts = [new VirtualHostOptions(Host)],
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
