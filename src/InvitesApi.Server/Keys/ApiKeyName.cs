using InvitesApi.Server.Faults;
using InvitesApi.Server.Texts;

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

        int bad = Printable.IndexOfOther(name);
        return bad < 0 ? name : throw new InviteException(
            InviteFault.InviteApiKeyNameInvalid,
            $"The name has the control character U+{(int)name[bad]:X4} at position {bad + 1}. Leave out tabs, line breaks "
            + "and other control characters.",
            name);
    }
}
