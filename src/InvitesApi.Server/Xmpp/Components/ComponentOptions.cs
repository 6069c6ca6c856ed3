using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace InvitesApi.Server.Xmpp.Components;

/// <summary>What the component is, and where.</summary>
public sealed class ComponentOptions
{
    /// <summary>The XMPP server: <c>xmpp://HOST:PORT</c>, the port that it has for components.</summary>
    public required string Server { get; init; }

    /// <summary>The component's own domain, <c>invites.example.com</c>, as the server's configuration has it.</summary>
    public required string Name { get; init; }

    /// <summary>The secret that the server's configuration has for it.</summary>
    public required string Secret { get; init; }

    /// <summary>
    /// Tells the virtual hosts whose users it serves, in their one form; accounts that a user of no such host makes invites for are at the first. It is
    /// asked at each request, as hosts come and go.
    /// </summary>
    public required Func<IReadOnlyList<string>> VirtualHosts { get; init; }

    /// <summary>Who may invite contacts, as patterns of addresses; null: every user of the virtual hosts.</summary>
    public IReadOnlyList<string>? MayInvite { get; init; }

    /// <summary>Who may invite to make accounts, as patterns of addresses; nobody, if not said.</summary>
    public IReadOnlyList<string> MayCreateAccounts { get; init; } = [];

    /// <summary>Where it says what happens.</summary>
    public ILogger Log { get; init; } = NullLogger.Instance;

    /// <summary>What tells the time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
