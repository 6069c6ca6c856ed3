using InvitesApi.Server.Accounts;
using InvitesApi.Server.Endpoints;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Limits;
using InvitesApi.Server.Storage;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Hosting;

/// <summary>Makes accounts for those who come with an invite, and settles beside the requests what was left open.</summary>
internal sealed partial class AccountDesk : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // A call that had just begun when the requests were given up has had its own time then.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly IAccountServer _accounts;
    private readonly OpenUses _uses = new();
    private readonly UseSettler _settler;
    private readonly ILogger _log;
    private readonly PeriodicWork _work;
    private InviteFault? _told;

    /// <summary>Begins.</summary>
    /// <param name="accounts">Where accounts are made; it goes with this.</param>
    /// <param name="options">How.</param>
    /// <param name="database">The invites.</param>
    /// <param name="time">What tells the time.</param>
    /// <param name="log">Where faults go.</param>
    public AccountDesk(IAccountServer accounts, AccountsOptions options, IInviteDatabase database, TimeProvider time, ILogger log)
    {
        _accounts = accounts;
        _settler = new UseSettler(database, accounts, time, log) { Uses = _uses };
        _log = log;
        ShortestPassword = options.ShortestPassword;
        Registrar = new Registrar(database, accounts, new PasswordRules(options.ShortestPassword), time, log) { Uses = _uses };
        Attempts = new ClientLimit("register", new Rate(options.AttemptsPerMinute, TimeSpan.FromMinutes(1)), time);
        _work = new PeriodicWork(SettleAsync, TimeSpan.Zero, Interval, time);
    }

    /// <summary>The rules.</summary>
    public Registrar Registrar { get; }

    /// <summary>The fewest characters of a password.</summary>
    public int ShortestPassword { get; }

    /// <summary>How often a client may try.</summary>
    public ClientLimit Attempts { get; }

    /// <summary>
    /// Begins nothing more, and waits for the registrations whose requests were given up: what they use must not go before them. Those that take too
    /// long stay open for the next server to settle.
    /// </summary>
    /// <param name="hurry">Ends the wait, but for what it takes to give up.</param>
    public async Task CloseAsync(CancellationToken hurry)
    {
        await _work.DisposeAsync();
        if (!await _uses.CloseAsync(Patience, hurry))
        {
            LogLeft(_log);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _accounts.Dispose();
        _uses.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SettleAsync(CancellationToken cancellation)
    {
        try
        {
            int settled = await _settler.SettleAsync(cancellation);
            _told = null;
            if (settled > 0)
            {
                LogSettled(_log, settled);
            }
        }
        catch (InviteException fault) when (fault.Fault == _told)
        {
            // It was told when it began.
        }
        catch (InviteException fault)
        {
            _told = fault.Fault;
            LogFault(_log, fault.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} uses of invites that were left open are settled.")]
    private static partial void LogSettled(ILogger log, int count);

    [LoggerMessage(LogLevel.Warning, "Uses of invites that were left open could not be settled; that is tried again every minute. {Reason}")]
    private static partial void LogFault(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "A registration did not end in its time. The next server settles the use of its invite.")]
    private static partial void LogLeft(ILogger log);
}
