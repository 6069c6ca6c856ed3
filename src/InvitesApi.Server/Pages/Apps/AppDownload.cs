namespace InvitesApi.Server.Pages.Apps;

/// <summary>A place to get an app from.</summary>
/// <param name="Link">Where.</param>
/// <param name="Text">Its name; null: that of the store, or of the app's site.</param>
/// <param name="MagicLinkFormat">A link that takes the invite along; see <see cref="AppLink"/>.</param>
internal sealed record AppDownload(Uri Link, AppText? Text, string? MagicLinkFormat)
{
    /// <summary>The store that the link leads to, by the name that it goes by in all languages; null: it is none.</summary>
    public string? Store => Link.Host switch
    {
        "play.google.com" => "Google Play",
        "f-droid.org" => "F-Droid",
        "apps.apple.com" => "App Store",
        "apps.microsoft.com" => "Microsoft Store",
        "flathub.org" => "Flathub",
        _ => null,
    };
}
