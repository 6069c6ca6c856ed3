namespace InvitesApi.Server.Audit;

/// <summary>What an entry of the audit trail tells. The words are stored, and stay as they are.</summary>
public static class AuditAction
{
    /// <summary>A key was made, or taken over from elsewhere.</summary>
    public const string KeyMade = "key-made";

    /// <summary>A key's name, methods or limits were changed, or it was disabled or enabled.</summary>
    public const string KeyChanged = "key-changed";

    /// <summary>A key got a new token.</summary>
    public const string KeyReset = "key-reset";

    /// <summary>A key was removed.</summary>
    public const string KeyRemoved = "key-removed";

    /// <summary>Invites were made, by whoever <see cref="AuditEntry.Actor"/> is.</summary>
    public const string InvitesMade = "invites-made";

    /// <summary>An invite's expiry, number of uses or note was changed.</summary>
    public const string InviteChanged = "invite-changed";

    /// <summary>An invite was taken back.</summary>
    public const string InviteRevoked = "invite-revoked";

    /// <summary>An invite was made good again after it had been taken back.</summary>
    public const string InviteRestored = "invite-restored";

    /// <summary>An account was made with an invite, or a password set.</summary>
    public const string InviteUsed = "invite-used";

    /// <summary>Invites that had ended were forgotten, with their history.</summary>
    public const string InvitesForgotten = "invites-forgotten";

    /// <summary>Invites were taken from another database or a file.</summary>
    public const string DataImported = "data-imported";

    /// <summary>A backup was put in the place of the database: what happened after it is not in the trail.</summary>
    public const string DatabaseRestored = "database-restored";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        KeyMade, KeyChanged, KeyReset, KeyRemoved,
        InvitesMade, InviteChanged, InviteRevoked, InviteRestored, InviteUsed, InvitesForgotten, DataImported,
        DatabaseRestored,
    ];
}
