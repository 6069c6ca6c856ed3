namespace InvitesApi.Server.Keys;

/// <summary>What a key must be, to be let in. Stores ask inside the transaction that stores the invite.</summary>
public static class KeyRules
{
    // Compared with where no such key is, so that an unknown id takes as long as a wrong token.
    private static readonly StoredKey Nobody = new(TokenHash.Of("nobody has this token"), ApiKeyMethods.None);

    /// <summary>Judges what a client presented. What it is told gives away nothing of a key whose token it does not have.</summary>
    /// <param name="stored">The key of that host and id; null where there is none.</param>
    /// <param name="use">What the client presented, and for what.</param>
    public static KeyVerdict Judge(StoredKey? stored, in KeyUse use) => VerdictOf(Look(stored, use));

    /// <summary>Judges what a key has made so far, once <see cref="Judge"/> has let it in. So nobody has it counted who has not its token.</summary>
    /// <param name="key">The key.</param>
    /// <param name="use">What the client presented, and for what.</param>
    /// <param name="counts">What the key has made so far.</param>
    public static KeyVerdict JudgeCounts(StoredKey key, in KeyUse use, in KeyCounts counts)
    {
        ArgumentNullException.ThrowIfNull(key);
        return VerdictOf(LookAtCounts(key.Limits, use, counts));
    }

    /// <summary>Judges all of it, and tells an administrator why.</summary>
    /// <param name="stored">The key of that host and id; null where there is none.</param>
    /// <param name="use">What a client would present, and for what.</param>
    /// <param name="counts">What the key has made so far.</param>
    /// <returns>The first reason against it, in the order in which they are looked at; none: it may.</returns>
    public static KeyReason Explain(StoredKey? stored, in KeyUse use, in KeyCounts counts)
    {
        KeyReason reason = Look(stored, use);
        return reason == KeyReason.None ? LookAtCounts(stored!.Limits, use, counts) : reason;
    }

    /// <summary>Counts a use that was accepted against the key's rate.</summary>
    /// <param name="key">The key.</param>
    /// <param name="use">The use.</param>
    /// <returns>How long to wait before it may be; zero: it may now.</returns>
    public static TimeSpan CountUse(StoredKey key, in KeyUse use)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Limits.Rate is { } rate && use.Rates is { } rates
            ? rates.Count(use.VirtualHost, use.KeyId.Span, rate)
            : TimeSpan.Zero;
    }

    private static KeyReason Look(StoredKey? stored, in KeyUse use)
    {
        // All comparisons are made whatever comes of them.
        StoredKey key = stored ?? Nobody;
        bool matches = use.TokenHash.Matches(key.Hash) | (use.TokenHash.Matches(key.PreviousHash) & (use.At < key.PreviousUntil));
        if (stored is null || !matches)
        {
            return stored is null ? KeyReason.Unknown : KeyReason.WrongToken;
        }

        ApiKeyLimits limits = key.Limits;
        return key.IsRemoved ? KeyReason.Removed
            : key.IsDisabled ? KeyReason.Disabled
            : limits.ExpiresAt is { } end && end.ToUnixTimeSeconds() <= use.At ? KeyReason.Expired
            : limits.Addresses is { } networks && !networks.Contains(use.Address) ? KeyReason.AddressNotAllowed
            : (key.Methods & use.Method) != use.Method ? KeyReason.MethodNotAllowed
            : (limits.Scopes & use.Scope) != use.Scope ? KeyReason.ScopeMissing
            : KeyReason.None;
    }

    private static KeyReason LookAtCounts(ApiKeyLimits limits, in KeyUse use, in KeyCounts counts) =>
        MakesNone(use.Scope) ? KeyReason.None
        : counts.Invites >= limits.MaxInvites ? KeyReason.Exhausted
        : counts.Pending >= limits.MaxPending ? KeyReason.TooManyPending
        : KeyReason.None;

    private static KeyVerdict VerdictOf(KeyReason reason) => reason switch
    {
        KeyReason.None => KeyVerdict.Accepted,
        KeyReason.AddressNotAllowed => KeyVerdict.AddressNotAllowed,
        KeyReason.ScopeMissing => KeyVerdict.ScopeMissing,
        KeyReason.MethodNotAllowed => KeyVerdict.MethodNotAllowed,
        KeyReason.Exhausted => KeyVerdict.Exhausted,
        KeyReason.TooManyPending => KeyVerdict.TooManyPending,
        _ => KeyVerdict.Refused,
    };

    private static bool MakesNone(ApiKeyScopes scope) => (scope & (ApiKeyScopes.Create | ApiKeyScopes.Reset)) == ApiKeyScopes.None;
}
