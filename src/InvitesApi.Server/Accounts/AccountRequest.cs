namespace InvitesApi.Server.Accounts;

/// <summary>An account that shall be made, or whose password shall be set. No record, as those would show the password.</summary>
public sealed class AccountRequest
{
    /// <summary>The XMPP domain.</summary>
    public required string VirtualHost { get; init; }

    /// <summary>The part before the <c>@</c>.</summary>
    public required string Username { get; init; }

    /// <summary>The password.</summary>
    public required string Password { get; init; }

    /// <summary>The token of the invite; null where the server is not to be told.</summary>
    public string? InviteToken { get; init; }

    /// <summary>Whether a server that registers in band and takes no tokens shall make no account: what became of the token is what counts.</summary>
    public bool IsTokenRequired { get; init; }

    /// <summary>
    /// After when the server must not be asked to do it any more, as the use of the invite may have been settled by somebody else; null: never.
    /// </summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Username}@{VirtualHost}";
}
