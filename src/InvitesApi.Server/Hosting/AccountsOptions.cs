using InvitesApi.Server.Accounts;

namespace InvitesApi.Server.Hosting;

/// <summary>Where and how the page for registration makes accounts.</summary>
/// <param name="Server">The account server; see <see cref="AccountServer.Open"/>.</param>
public sealed record AccountsOptions(string Server)
{
    /// <summary>How it is spoken to.</summary>
    public AccountServerOptions Options { get; init; } = new();

    /// <summary>The fewest characters of a password.</summary>
    public int ShortestPassword { get; init; } = PasswordRules.DefaultShortest;

    /// <summary>How often a client may send the form in a minute.</summary>
    public int AttemptsPerMinute { get; init; } = 10;

    /// <summary>An account server to use in place of the one that <see cref="Server"/> names.</summary>
    internal IAccountServer? Instead { get; init; }

    /// <summary>Makes ready to speak to the server.</summary>
    /// <exception cref="Faults.InviteException"><see cref="Faults.InviteFault.AccountServerInvalid"/>.</exception>
    internal IAccountServer Open() => Instead ?? AccountServer.Open(Server, Options);
}
