using InvitesApi.Server.Pages.Languages;

namespace InvitesApi.Server.Pages.Apps;

/// <summary>The names of platforms: in links, in catalogues, and for people.</summary>
internal static class Platforms
{
    /// <summary>All of them, in the order in which they are shown.</summary>
    public static readonly IReadOnlyList<Platform> All = Enum.GetValues<Platform>();

    /// <summary>The name in links: <c>macos</c>.</summary>
    public static string NameOf(Platform platform) => platform.ToString().ToLowerInvariant();

    /// <summary>The platform of a name, as catalogues, links and browsers have them; null where it is none that we know.</summary>
    public static Platform? Parse(string name) => name.ToUpperInvariant() switch
    {
        "ANDROID" => Platform.Android,
        "IOS" or "IPADOS" => Platform.Ios,
        "WINDOWS" => Platform.Windows,
        "MACOS" or "OSX" => Platform.MacOS,
        "LINUX" => Platform.Linux,
        "WEB" or "BROWSER" or "CHROME OS" or "CHROMIUM OS" => Platform.Web,
        _ => null,
    };

    /// <summary>The name for people. What is a trademark is the same in all languages.</summary>
    public static string TitleOf(Platform platform, Language language) => platform switch
    {
        Platform.Ios => language.Texts[TextId.PlatformIos],
        Platform.Web => language.Texts[TextId.PlatformWeb],
        Platform.MacOS => "Mac",
        _ => platform.ToString(),
    };

    /// <summary>Whether it is that of phones: who has one needs no QR code.</summary>
    public static bool IsPhone(Platform? platform) => platform is Platform.Android or Platform.Ios;
}
