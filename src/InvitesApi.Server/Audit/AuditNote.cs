using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;

namespace InvitesApi.Server.Audit;

/// <summary>What is to be written into the audit trail.</summary>
/// <param name="Action">One of <see cref="AuditAction"/>.</param>
/// <param name="VirtualHost">Where; null: at no host alone.</param>
/// <param name="Subject">The id of a key or the <see cref="InviteDesignation"/> of an invite; null: none alone.</param>
/// <param name="Detail">What else there is to tell.</param>
/// <param name="Actor">Who did it; null: who has opened the database.</param>
public sealed record AuditNote(
    string Action, string? VirtualHost = null, string? Subject = null, AuditDetail? Detail = null, string? Actor = null)
{
    /// <summary>A key was made.</summary>
    /// <param name="key">The key.</param>
    /// <param name="imported">Whether it came from another database or a file.</param>
    public static AuditNote KeyMade(ApiKey key, bool imported)
    {
        ArgumentNullException.ThrowIfNull(key);
        bool isPlain = key.Name is null && !imported;
        return new AuditNote(
            AuditAction.KeyMade,
            key.VirtualHost,
            key.Id,
            isPlain ? null : new AuditDetail { Name = key.Name, Imported = imported ? true : null });
    }

    /// <summary>A key was changed, or given a new token.</summary>
    /// <param name="change">What was done.</param>
    /// <param name="before">The key as it was.</param>
    /// <param name="after">The key as it is.</param>
    public static AuditNote OfChange(KeyChange change, ApiKey before, ApiKey after)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(after);
        return change.NewText is null
            ? new AuditNote(AuditAction.KeyChanged, after.VirtualHost, after.Id, AuditDetail.OfChange(before, after))
            : new AuditNote(AuditAction.KeyReset, after.VirtualHost, after.Id);
    }

    /// <summary>A key was removed.</summary>
    /// <param name="virtualHost">Its host.</param>
    /// <param name="id">Its id.</param>
    /// <param name="revoked">How many of its invites were taken back with it; null: they stay.</param>
    public static AuditNote KeyRemoved(string virtualHost, string id, long? revoked) => new(
        AuditAction.KeyRemoved, virtualHost, id, revoked is null ? null : new AuditDetail { Count = revoked });

    /// <summary>Invites were stored: a note for each host.</summary>
    /// <param name="action">Whether they were made or imported.</param>
    /// <param name="invites">The invites.</param>
    /// <param name="actor">Who did it; null: who has opened the database.</param>
    public static IEnumerable<AuditNote> OfInvites(string action, IEnumerable<Invite> invites, string? actor = null) => invites
        .GroupBy(invite => invite.VirtualHost, StringComparer.Ordinal)
        .Select(atHost => OfInvites(action, atHost.Key, [.. atHost], actor));

    /// <summary>Invites of one host were stored.</summary>
    /// <param name="action">Whether they were made or imported.</param>
    /// <param name="virtualHost">Their host.</param>
    /// <param name="kind">What they let their holders do; null: they differ.</param>
    /// <param name="count">How many.</param>
    /// <param name="tokens">The tokens of the first and the last.</param>
    /// <param name="actor">Who did it; null: who has opened the database.</param>
    public static AuditNote OfInvites(
        string action, string virtualHost, InviteKind? kind, int count, (string First, string Last) tokens, string? actor) => new(
        action,
        virtualHost,
        InviteDesignation.Of(tokens.First),
        new AuditDetail
        {
            Count = count,
            Last = count == 1 ? null : InviteDesignation.Of(tokens.Last),
            Kind = kind?.ToString().ToLowerInvariant(),
        },
        actor);

    /// <summary>An invite was changed, revoked or restored.</summary>
    /// <param name="change">What was done.</param>
    /// <param name="before">The invite as it was.</param>
    /// <param name="after">The invite as it is.</param>
    public static AuditNote OfChange(InviteChange change, Invite before, Invite after)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(after);
        (string action, AuditDetail? detail) = change.Action switch
        {
            InviteAction.Revoked => (AuditAction.InviteRevoked, null),
            InviteAction.Restored => (AuditAction.InviteRestored, null),
            _ => (AuditAction.InviteChanged, AuditDetail.OfChange(before, after)),
        };
        return new AuditNote(action, after.VirtualHost, InviteDesignation.Of(after.Token), detail, change.Actor);
    }

    /// <summary>An invite was used.</summary>
    /// <param name="invite">The invite.</param>
    /// <param name="actor">How.</param>
    public static AuditNote InviteUsed(Invite invite, string actor)
    {
        ArgumentNullException.ThrowIfNull(invite);
        return new AuditNote(AuditAction.InviteUsed, invite.VirtualHost, InviteDesignation.Of(invite.Token), Detail: null, actor);
    }

    /// <summary>Invites were forgotten.</summary>
    /// <param name="count">How many.</param>
    /// <param name="before">The moment before which they had ended.</param>
    /// <param name="virtualHost">Of this host alone; null: of all.</param>
    public static AuditNote InvitesForgotten(int count, DateTimeOffset before, string? virtualHost) => new(
        AuditAction.InvitesForgotten, virtualHost, Subject: null, new AuditDetail { Count = count, Before = before.ToUniversalTime() });

    /// <summary>A backup was put in the place of the database.</summary>
    public static AuditNote DatabaseRestored() => new(AuditAction.DatabaseRestored);

    private static AuditNote OfInvites(string action, string virtualHost, IReadOnlyList<Invite> invites, string? actor)
    {
        InviteKind kind = invites[0].Kind;
        return OfInvites(
            action,
            virtualHost,
            invites.All(invite => invite.Kind == kind) ? kind : null,
            invites.Count,
            (invites[0].Token, invites[^1].Token),
            actor);
    }
}
