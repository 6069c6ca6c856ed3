using InvitesApi.Server.Storage;
using InvitesApi.Server.Xmpp.Components;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Hosting;

/// <summary>The component that makes invites for the users of an XMPP server. No record, as those would show the secret.</summary>
public sealed class InviteComponentOptions
{
    /// <summary>The XMPP server: <c>xmpp://HOST:PORT</c>, the port that it has for components.</summary>
    public required string Server { get; init; }

    /// <summary>The component's own domain, as the server's configuration has it.</summary>
    public required string Name { get; init; }

    /// <summary>The secret that the server's configuration has for it.</summary>
    public required string Secret { get; init; }

    /// <summary>Who may invite contacts, as patterns of addresses; null: every user of the virtual hosts.</summary>
    public IReadOnlyList<string>? MayInvite { get; init; }

    /// <summary>Who may invite to make accounts, as patterns of addresses; nobody, if not said.</summary>
    public IReadOnlyList<string> MayCreateAccounts { get; init; } = [];

    /// <summary>How many contact invites of one user may be pending at a time.</summary>
    public int MostInvites { get; init; } = InviterQuota.Usual;

    /// <summary>Starts it.</summary>
    /// <param name="database">Where its invites go.</param>
    /// <param name="virtualHosts">Tells the hosts whose users it serves.</param>
    /// <param name="time">What tells the time.</param>
    /// <param name="log">Where it says what happens.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Faults.InviteException">An option is malformed, or the server refused it.</exception>
    internal Task<Component> StartAsync(
        IInviteDatabase database, Func<IReadOnlyList<string>> virtualHosts, TimeProvider time, ILogger log, CancellationToken cancellation) =>
        Component.StartAsync(
            new ComponentOptions
            {
                Server = Server,
                Name = Name,
                Secret = Secret,
                VirtualHosts = virtualHosts,
                MayInvite = MayInvite,
                MayCreateAccounts = MayCreateAccounts,
                Log = log,
                Time = time,
            },
            new ComponentInvites(database, new InviterQuota(database, MostInvites, time), time, log),
            cancellation);
}
