using System.Collections.Frozen;
using System.Globalization;

namespace InvitesApi.Server.Pages.Languages;

/// <summary>A language of the page, with all its texts.</summary>
/// <param name="Tag">Its tag (BCP 47), such as <c>de</c> or <c>zh-Hant</c>.</param>
/// <param name="Name">Its own name.</param>
/// <param name="IsRightToLeft">Whether it is written from right to left.</param>
/// <param name="DatePattern">The pattern of a date and time.</param>
/// <param name="Texts">The texts.</param>
/// <param name="Apps">What is said of apps, by their ids.</param>
internal sealed record Language(
    string Tag,
    string Name,
    bool IsRightToLeft,
    string DatePattern,
    FrozenDictionary<TextId, string> Texts,
    FrozenDictionary<string, string> Apps)
{
    /// <summary>The value of HTML's <c>dir</c>.</summary>
    public string Direction => IsRightToLeft ? "rtl" : "ltr";

    /// <summary>A moment in this language, in UTC: nobody knows where the visitor is.</summary>
    public string Write(DateTimeOffset moment)
    {
        CultureInfo culture = Culture();
        string pattern = culture.Equals(CultureInfo.InvariantCulture) ? "yyyy-MM-dd, HH:mm" : DatePattern;
        return moment.UtcDateTime.ToString(pattern, culture) + " UTC";
    }

    // Where .NET runs without ICU, it knows no languages: dates are in figures then.
    private CultureInfo Culture()
    {
        try
        {
            return CultureInfo.GetCultureInfo(Tag, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }
}
