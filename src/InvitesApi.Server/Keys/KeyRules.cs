using System.Diagnostics.CodeAnalysis;

namespace InvitesApi.Server.Keys;

/// <summary>What a key must be, to be let in. Stores ask inside the transaction that stores the invite.</summary>
public static class KeyRules
{
    // Compared with where no such key is, so that an unknown id takes as long as a wrong token.
    private static readonly StoredKey Nobody = new(TokenHash.Of("nobody has this token"), ApiKeyMethods.None);

    /// <summary>Judges what a client presented.</summary>
    /// <param name="stored">The key of that host and id; null where there is none.</param>
    /// <param name="presented">The hash of the token that the client sent.</param>
    /// <param name="method">The method that it was sent with.</param>
    public static KeyVerdict Judge(StoredKey? stored, TokenHash presented, ApiKeyMethods method)
    {
        if (!IsKnown(stored, presented))
        {
            return KeyVerdict.Refused;
        }

        return (stored.Methods & method) == method ? KeyVerdict.Accepted : KeyVerdict.MethodNotAllowed;
    }

    /// <summary>Whether a client has the token of a key.</summary>
    /// <param name="stored">The key of that host and id; null where there is none.</param>
    /// <param name="presented">The hash of the token that the client sent.</param>
    public static bool IsKnown([NotNullWhen(true)] StoredKey? stored, TokenHash presented)
    {
        bool matches = presented.Matches((stored ?? Nobody).Hash);
        return stored is not null && matches;
    }
}
