using System.Globalization;
using System.Text;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Texts;

namespace InvitesApi.Server.Accounts;

/// <summary>The names of accounts: localparts of XMPP addresses (RFC 7622 §3.3; nodeprep, RFC 6122 appendix A, for servers that keep to it).</summary>
public static class AccountName
{
    /// <summary>The longest name, in bytes of UTF-8 (RFC 7622 §3.3).</summary>
    public const int LongestBytes = 1023;

    // RFC 7622 §3.3.1
    private const string Forbidden = "\"&'/:<>@";

    /// <summary>The one form of a name that is stored and compared.</summary>
    /// <param name="name">What a user wrote, in any case; what stands before the <c>@</c>.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.UsernameInvalid"/>: XMPP has no such name.</exception>
    public static string Normalize(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return TryNormalize(name) ?? throw new InviteException(
            InviteFault.UsernameInvalid,
            $"'{Printable.Show(name)}' can't be the name of an account. Give what stands before the @ of an address: letters, digits, '.', '-' "
            + "and '_', without spaces.",
            name);
    }

    /// <summary>The one form of a name, or null where XMPP has no such name.</summary>
    /// <param name="name">What a user wrote.</param>
    public static string? TryNormalize(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > LongestBytes)
        {
            return null;
        }

        try
        {
            string folded = name.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Normalize(NormalizationForm.FormKC);
            return Encoding.UTF8.GetByteCount(folded) <= LongestBytes && folded.EnumerateRunes().All(IsAllowed) ? folded : null;
        }
        catch (ArgumentException)
        {
            return null; // a lone surrogate
        }
    }

    // The IdentifierClass of PRECIS (RFC 8264 §4.2), by the categories that .NET knows.
    private static bool IsAllowed(Rune rune) =>
        (rune.IsAscii && rune.Value is > 0x20 and < 0x7F && !Forbidden.Contains((char)rune.Value, StringComparison.Ordinal))
        || (!rune.IsAscii && Rune.GetUnicodeCategory(rune) is UnicodeCategory.LowercaseLetter
            or UnicodeCategory.OtherLetter
            or UnicodeCategory.ModifierLetter
            or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.DecimalDigitNumber);
}
