using System.Globalization;
using System.Text;
using System.Xml;
using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Accounts;

/// <summary>What a password must be. It is brought into the form of OpaqueString (RFC 8265 §4.2) first, as at login.</summary>
/// <param name="shortest">The fewest characters.</param>
public sealed class PasswordRules(int shortest = PasswordRules.DefaultShortest)
{
    /// <summary>The fewest characters, if nobody says otherwise.</summary>
    public const int DefaultShortest = 10;

    /// <summary>The longest password, in bytes of UTF-8: what SASL takes everywhere.</summary>
    public const int LongestBytes = 1023;

    private const int FewestDifferent = 4;

    /// <summary>The fewest characters.</summary>
    public int Shortest { get; } = shortest;

    /// <summary>The password in the form that is sent to the server.</summary>
    /// <param name="password">What the user wrote.</param>
    /// <param name="username">Whose it shall be.</param>
    /// <param name="virtualHost">Where.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.PasswordInvalid"/>. Nothing of it has the password.</exception>
    public string Normalize(string password, string username, string virtualHost)
    {
        PasswordVerdict verdict = Check(password, username, virtualHost, out string normalized);
        return verdict == PasswordVerdict.Good ? normalized : throw new InviteException(
            InviteFault.PasswordInvalid,
            verdict switch
            {
                PasswordVerdict.TooShort => $"The password is too short. It needs {Shortest} characters.",
                PasswordVerdict.TooLong => $"The password is too long. It may have {LongestBytes} bytes.",
                PasswordVerdict.SameAsName => "The password is the name or the address of the account.",
                PasswordVerdict.TooPlain => $"The password is too plain. It needs {FewestDifferent} different characters.",
                _ => "The password has a control character, or one that is not assigned.",
            },
            username);
    }

    /// <summary>Judges a password.</summary>
    /// <param name="password">What the user wrote.</param>
    /// <param name="username">Whose it shall be.</param>
    /// <param name="virtualHost">Where.</param>
    /// <param name="normalized">The form of it that counts; empty where it is not good.</param>
    public PasswordVerdict Check(string password, string username, string virtualHost, out string normalized)
    {
        ArgumentNullException.ThrowIfNull(password);
        ArgumentNullException.ThrowIfNull(username);
        ArgumentNullException.ThrowIfNull(virtualHost);
        normalized = string.Empty;
        if (password.Length > LongestBytes)
        {
            return PasswordVerdict.TooLong;
        }

        if (Opaque(password) is not { } opaque)
        {
            return PasswordVerdict.CharacterNotAllowed;
        }

        PasswordVerdict verdict = Judge(opaque, username, virtualHost);
        normalized = verdict == PasswordVerdict.Good ? opaque : string.Empty;
        return verdict;
    }

    private PasswordVerdict Judge(string password, string username, string virtualHost)
    {
        List<Rune> runes = [.. password.EnumerateRunes()];
        if (Encoding.UTF8.GetByteCount(password) > LongestBytes)
        {
            return PasswordVerdict.TooLong;
        }

        if (runes.Count < Shortest || runes.Count == 0)
        {
            return PasswordVerdict.TooShort;
        }

        string[] names = [username, virtualHost, $"{username}@{virtualHost}"];
        if (names.Contains(password, StringComparer.OrdinalIgnoreCase))
        {
            return PasswordVerdict.SameAsName;
        }

        return runes.Distinct().Count() < FewestDifferent ? PasswordVerdict.TooPlain : PasswordVerdict.Good;
    }

    // RFC 8265 §4.2: every space is U+0020, form C; the FreeformClass (RFC 8264 §4.3) has no controls and nothing unassigned.
    private static string? Opaque(string password)
    {
        try
        {
            string mapped = string.Concat(password.Select(c => char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator ? ' ' : c));
            string normalized = mapped.Normalize(NormalizationForm.FormC);
            return normalized.EnumerateRunes().All(IsAllowed) ? normalized : null;
        }
        catch (ArgumentException)
        {
            return null; // a lone surrogate
        }
    }

    private static bool IsAllowed(Rune rune) => Rune.GetUnicodeCategory(rune)
            is not (UnicodeCategory.Control
            or UnicodeCategory.Format
            or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse)
        && (!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value));
}
