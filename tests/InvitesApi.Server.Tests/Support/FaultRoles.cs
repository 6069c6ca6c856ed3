using System.Globalization;
using System.Security.Cryptography;
using InvitesApi.Server.Hosting;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Hosting.Listening;
using InvitesApi.Server.Hosting.Logging;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;

namespace InvitesApi.Server.Tests.Support;

/// <summary>What the other process of a test about faults does.</summary>
internal static class FaultRoles
{
    /// <summary>Serves on a free port that it says, then says the lines of its log, until its standard input ends.</summary>
    public const string Serve = "serve";

    /// <summary>For some seconds makes, lists and removes keys and invites; says what became of each.</summary>
    public const string Mix = "mix";

    /// <summary>What stands before the id of a key, or the token of an invite, that is there and stays.</summary>
    public const string Kept = "kept ";

    /// <summary>What stands before one that was removed or revoked.</summary>
    public const string Gone = "gone ";

    public static async Task ServeAsync(string path)
    {
        await using InviteServer server = await InviteServer.StartAsync(
            new InviteServerOptions
            {
                VirtualHosts = [new VirtualHostOptions(Sample.Host)],
                Listeners = new ListenerOptions { Ports = [0] },
                Database = path,
            },
            CancellationToken.None);
        using (IInviteDatabase shell = InviteDatabase.Open(path))
        {
            NewApiKey lister = Sample.Key(text: SampleKeys.Old);
            lister = lister with { Key = lister.Key with { Limits = new ApiKeyLimits { Scopes = ApiKeyScopes.List } } };
            await shell.AddKeysAsync([Sample.Key(text: SampleKeys.New), lister], CancellationToken.None);
        }

        PeerRoles.Say(server.Uris[0].Port.ToString(CultureInfo.InvariantCulture));
        Task log = SayLogAsync(server);
        await Task.Run(Console.In.ReadLine); // the console's own asynchronous reading blocks
        await server.StopAsync(CancellationToken.None);
        await log;
    }

    public static async Task MixAsync(string path, string host, int seconds)
    {
        using IInviteDatabase database = InviteDatabase.Open(path);
        await PeerRoles.BeginAsync();
        long began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(seconds))
        {
            NewApiKey key = Sample.Key(host);
            await database.TryAddKeyAsync(key, CancellationToken.None);
            string made = (await database.CreateInviteAsync(Sample.Request(key.Text, host))).Token!;
            Invite added = (await database.AddInvitesAsync(
                [new InviteTerms { VirtualHost = host }], "shell/test", Sample.Moment, CancellationToken.None))[0];
            await database.ListKeysAsync(new ApiKeyFilter(host), CancellationToken.None);
            await database.ListInvitesAsync(new InviteFilter(), null, 10, CancellationToken.None);
            await SettleAsync(database, host, key.Key.Id, added.Token);
            PeerRoles.Say(Kept + made);
        }
    }

    private static async Task SettleAsync(IInviteDatabase database, string host, string id, string token)
    {
        if (RandomNumberGenerator.GetInt32(2) == 0)
        {
            PeerRoles.Say(Kept + id);
            PeerRoles.Say(Kept + token);
            return;
        }

        bool removed = await database.TryRemoveKeyAsync(host, id, Sample.Moment, CancellationToken.None);
        await new InviteBook(database, TimeProvider.System).RevokeAsync(token, "shell/test", CancellationToken.None);
        PeerRoles.Say(removed ? Gone + id : "not removed " + id);
        PeerRoles.Say(Gone + token);
    }

    private static async Task SayLogAsync(InviteServer server)
    {
        await foreach (LogLine line in server.Log.ReadAllAsync())
        {
            PeerRoles.Say(line.Text);
        }
    }
}
