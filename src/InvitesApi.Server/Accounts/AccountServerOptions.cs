using System.Security.Cryptography.X509Certificates;

namespace InvitesApi.Server.Accounts;

/// <summary>How an account server is spoken to.</summary>
public sealed class AccountServerOptions
{
    /// <summary>An OAuth token of ejabberd, with the scope <c>ejabberd:admin</c>; null: none.</summary>
    public string? Token { get; init; }

    /// <summary>The address of an administrator of ejabberd, <c>admin@example.com</c>, for Basic authentication; null: none.</summary>
    public string? User { get; init; }

    /// <summary>The password of <see cref="User"/>.</summary>
    public string? Password { get; init; }

    /// <summary>Certificates of authorities to believe in place of the system's; null: the system's.</summary>
    public X509Certificate2Collection? TrustedAuthorities { get; init; }

    /// <summary>Whether <c>ejabberd+http</c> may send passwords to another machine in clear, as in a network of containers.</summary>
    public bool AllowPlainText { get; init; }

    /// <summary>How long a whole call may take.</summary>
    public TimeSpan TimeOut { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>What tells the time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The name servers to ask in place of the system's.</summary>
    internal IReadOnlyList<System.Net.IPEndPoint> NameServers { get; init; } = [];
}
