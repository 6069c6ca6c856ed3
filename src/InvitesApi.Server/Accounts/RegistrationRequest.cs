namespace InvitesApi.Server.Accounts;

/// <summary>Who wants to make an account, or to set a password, with an invite. No record, as those would show the password.</summary>
public sealed class RegistrationRequest
{
    /// <summary>The host that was asked, in its one form.</summary>
    public required string VirtualHost { get; init; }

    /// <summary>The invite's token: any text.</summary>
    public required string Token { get; init; }

    /// <summary>The name that is wanted: any text. Of no account for a reset, which has its name already.</summary>
    public required string Username { get; init; }

    /// <summary>The password that is wanted: any text.</summary>
    public required string Password { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Username}@{VirtualHost}";
}
