using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Keys;

/// <summary>What a key may be called.</summary>
public static class ApiKeyName
{
    /// <summary>The longest name, in UTF-16 code units.</summary>
    public const int Longest = 200;

    /// <summary>The name as it is stored: null for an empty one.</summary>
    /// <param name="name">What the user wrote.</param>
    /// <exception cref="InviteException">
    /// <see cref="InviteFault.InviteApiKeyNameInvalid"/>: it is too long, or has control characters, which would break lists,
    /// logs and terminals.
    /// </exception>
    public static string? Normalize(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return null;
        }

        if (name.Length > Longest)
        {
            throw new InviteException(
                InviteFault.InviteApiKeyNameInvalid,
                $"The name has {name.Length} characters. A key's name has {Longest} at most.",
                name);
        }

        int bad = name.AsSpan().IndexOfAny(Unprintable);
        return bad < 0 ? name : throw new InviteException(
            InviteFault.InviteApiKeyNameInvalid,
            $"The name has the control character U+{(int)name[bad]:X4} at position {bad + 1}. Leave out tabs, line breaks "
            + "and other control characters.",
            name);
    }

    // C0 and C1 controls, the line and paragraph separators, and what turns the direction of text around.
    private static readonly System.Buffers.SearchValues<char> Unprintable = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(c => (char)c),
            '\u2028', '\u2029', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069']);
}
