using System.Buffers;
using System.Globalization;
using System.Text;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Texts;

namespace InvitesApi.Server.Accounts;

/// <summary>
/// Names of accounts: the local part of an XMPP address (RFC 7622 §3.3), in the form on which nodeprep (RFC 6122), which servers in the
/// field apply, and UsernameCaseMapped (RFC 8265 §3.3) agree, as far as .NET knows the tables.
/// </summary>
public static class AccountName
{
    /// <summary>The longest name, in bytes of UTF-8.</summary>
    public const int LongestBytes = 1023;

    // RFC 7622 §3.3.1.
    private static readonly SearchValues<char> NotInAddresses = SearchValues.Create("\"&'/:<>@");

    // Letters and marks by category that RFC 8264 §9.6 or nodeprep refuses all the same.
    private static readonly SearchValues<char> Exceptions =
        SearchValues.Create("\u0640\u07FA\u302E\u302F\u3031\u3032\u3033\u3034\u3035\u303B");

    /// <summary>The one form of a name that is stored, compared and sent to servers.</summary>
    /// <param name="name">What the user wrote.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.UsernameInvalid"/>.</exception>
    public static string Normalize(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        AccountNameVerdict verdict = Check(name, out string normalized);
        return verdict == AccountNameVerdict.Good ? normalized : throw new InviteException(
            InviteFault.UsernameInvalid,
            $"'{Printable.Show(name)}' can't be the name of an account. " + verdict switch
            {
                AccountNameVerdict.Empty => "Give what stands before the @ of an address.",
                AccountNameVerdict.TooLong => $"It may have {LongestBytes} bytes.",
                AccountNameVerdict.DirectionsMixed => "It mixes letters that are written from the right with others.",
                _ => "Give letters, digits, '.', '-' and '_', without spaces.",
            },
            name);
    }

    /// <summary>The one form of a name, or null where XMPP has no such name.</summary>
    /// <param name="name">What a user wrote.</param>
    public static string? TryNormalize(string name) => Check(name, out string normalized) == AccountNameVerdict.Good ? normalized : null;

    /// <summary>Judges a name.</summary>
    /// <param name="name">What the user wrote.</param>
    /// <param name="normalized">The form of it that counts; empty where it is not good.</param>
    public static AccountNameVerdict Check(string name, out string normalized)
    {
        ArgumentNullException.ThrowIfNull(name);
        normalized = string.Empty;
        if (name.Length == 0)
        {
            return AccountNameVerdict.Empty;
        }

        if (name.Length > LongestBytes)
        {
            return AccountNameVerdict.TooLong;
        }

        string? folded = Fold(name);
        if (folded is null || folded.Length == 0 || !folded.EnumerateRunes().All(IsAllowed))
        {
            return AccountNameVerdict.CharacterNotAllowed;
        }

        if (Encoding.UTF8.GetByteCount(folded) > LongestBytes)
        {
            return AccountNameVerdict.TooLong;
        }

        if (!IsOfOneDirection(folded))
        {
            return AccountNameVerdict.DirectionsMixed;
        }

        normalized = folded;
        return AccountNameVerdict.Good;
    }

    // Width and compatibility forms, case, and the two letters that nodeprep folds and RFC 8265 keeps: then both leave the result as it is.
    private static string? Fold(string name)
    {
        try
        {
            string folded = name.Normalize(NormalizationForm.FormKC).ToLowerInvariant()
                .Replace("ß", "ss", StringComparison.Ordinal)
                .Replace('ς', 'σ')
                .Normalize(NormalizationForm.FormKC);
            return folded.ToLowerInvariant().Equals(folded, StringComparison.Ordinal) ? folded : null;
        }
        catch (ArgumentException)
        {
            return null; // a lone surrogate, or a code point that is none
        }
    }

    // The IdentifierClass of RFC 8264 §4.2, without what needs a context.
    private static bool IsAllowed(Rune rune)
    {
        if (rune.IsAscii)
        {
            return rune.Value is > ' ' and < 0x7F && !NotInAddresses.Contains((char)rune.Value);
        }

        return Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.LowercaseLetter
                or UnicodeCategory.OtherLetter
                or UnicodeCategory.ModifierLetter
                or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
            && !IsIgnorable(rune.Value)
            && (!rune.IsBmp || !Exceptions.Contains((char)rune.Value));
    }

    // Default_Ignorable_Code_Point among letters and marks, and the old jamo of Hangul (RFC 8264 §9.9, §9.13).
    private static bool IsIgnorable(int value) => value
        is 0x034F or 0x3164 or 0xFFA0
        or (>= 0x1100 and <= 0x11FF) or (>= 0xA960 and <= 0xA97F) or (>= 0xD7B0 and <= 0xD7FF)
        or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF);

    // RFC 3454 §6, which nodeprep applies; the bidi rule of RFC 5893 allows little more.
    private static bool IsOfOneDirection(string name)
    {
        List<Rune> runes = [.. name.EnumerateRunes()];
        if (!runes.Exists(IsFromRight))
        {
            return true;
        }

        int last = runes.FindLastIndex(rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark);
        return IsFromRight(runes[0]) && IsFromRight(runes[last]) && !runes.Exists(rune => Rune.IsLetter(rune) && !IsFromRight(rune));
    }

    private static bool IsFromRight(Rune rune) => Rune.IsLetter(rune) && rune.Value
        is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF)
        or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}
