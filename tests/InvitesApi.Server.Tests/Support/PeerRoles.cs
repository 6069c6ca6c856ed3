using System.Globalization;
using System.Runtime.InteropServices;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Hosting.Listening;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;

namespace InvitesApi.Server.Tests.Support;

/// <summary>What the other process of a test does.</summary>
internal static class PeerRoles
{
    public const string Ready = "ready";

    /// <summary>Adds keys and removes every second; says the ids of those it kept.</summary>
    public const string Keys = "keys";

    /// <summary>Makes invites, without end if their number is 0; says the token of each once it was answered.</summary>
    public const string Invites = "invites";

    /// <summary>Opens a database as a user who may little, lists and adds a key; says what came of each.</summary>
    public const string Visit = "visit";

    /// <summary>Serves the form that makes accounts, on a free port that it says, until it is killed.</summary>
    public const string Register = "register";

    private const uint Nobody = 65534;

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await (args switch
            {
                [Keys, string path, string host, string count] => KeysAsync(path, host, Number(count)),
                [Invites, string path, string host, string key, string count, string creators] =>
                    InvitesAsync(path, host, Sample.Parse(key), Number(count), Number(creators)),
                [Visit, string path, string warmUpPath] => VisitAsync(path, warmUpPath),
                [Register, string path, string accounts] => RegisterAsync(path, accounts),
                [FaultRoles.Serve, string path] => FaultRoles.ServeAsync(path),
                [FaultRoles.Mix, string path, string host, string seconds] => FaultRoles.MixAsync(path, host, Number(seconds)),
                _ => throw new ArgumentException("There is no such role.", nameof(args)),
            });
            return 0;
        }
        catch (InviteException fault)
        {
            await Console.Error.WriteLineAsync($"{fault.Fault}: {fault.Message} {fault.InnerException}");
            return 1;
        }
    }

    /// <summary>Says that it is ready, and waits until it is told to go on.</summary>
    public static async Task BeginAsync()
    {
        Say(Ready);
        await Console.In.ReadLineAsync();
    }

    /// <summary>Says a line, in one write: a reader never sees half of one, unless we are killed in the middle of it.</summary>
    public static void Say(string line) => Console.Out.Write(line + "\n");

    private static async Task KeysAsync(string path, string host, int count)
    {
        using IInviteDatabase database = InviteDatabase.Open(path);
        await BeginAsync();
        for (int i = 0; i < count; i++)
        {
            NewApiKey key = Sample.Key(host);
            await database.TryAddKeyAsync(key, CancellationToken.None);
            if (i % 2 == 0)
            {
                Say(key.Key.Id);
            }
            else
            {
                await database.TryRemoveKeyAsync(host, key.Key.Id, Sample.Moment, CancellationToken.None);
            }
        }

        Say(Ready);
        await Console.In.ReadLineAsync();
    }

    private static async Task InvitesAsync(string path, string host, ApiKeyText key, int count, int creators)
    {
        using IInviteDatabase database = InviteDatabase.Open(path);
        await BeginAsync();
        Task<string?> parentIsGone = Task.Run(() => Console.In.ReadLine()); // the console's own ReadLineAsync blocks
        await Task.WhenAll(Enumerable.Range(0, creators).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; (count == 0 || i < count) && !parentIsGone.IsCompleted; i++)
            {
                InviteAnswer answer = await database.CreateInviteAsync(Sample.Request(key, host));
                Say(answer.Token ?? answer.Verdict.ToString());
            }
        })));
    }

    private static async Task RegisterAsync(string path, string accounts)
    {
        await using InviteServer server = await InviteServer.StartAsync(
            new InviteServerOptions
            {
                VirtualHosts = [new VirtualHostOptions(Sample.Host)],
                Listeners = new ListenerOptions { Ports = [0] },
                Database = path,
                Accounts = new AccountsOptions(accounts),
            },
            CancellationToken.None);
        await BeginAsync();
        Say(server.Uris[0].Port.ToString(CultureInfo.InvariantCulture));
        await Console.In.ReadLineAsync();
    }

    private static async Task VisitAsync(string path, string warmUpPath)
    {
        // What the program needs is loaded before it gives its rights away.
        using (IInviteDatabase warmUp = InviteDatabase.Open(warmUpPath))
        {
            await UseAsync(warmUp);
        }

        if (Environment.IsPrivilegedProcess && SetUser(Nobody) != 0)
        {
            throw new InvalidOperationException("The user could not be changed.");
        }

        try
        {
            using IInviteDatabase database = InviteDatabase.Open(path);
            Say("opened");
            await UseAsync(database);
        }
        catch (InviteException fault)
        {
            Say(fault.Fault.ToString());
        }
    }

    private static async Task UseAsync(IInviteDatabase database)
    {
        IReadOnlyList<ApiKey> keys = await database.ListKeysAsync(default, CancellationToken.None);
        Say($"listed {keys.Count}");
        await database.TryAddKeyAsync(Sample.Key(), CancellationToken.None);
        Say("added");
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [DllImport("libc", EntryPoint = "setuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetUser(uint user);
}
