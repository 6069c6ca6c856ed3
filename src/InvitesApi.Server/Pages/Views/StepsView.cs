using InvitesApi.Server.Pages.Apps;

namespace InvitesApi.Server.Pages.Views;

/// <summary>The steps with one app.</summary>
/// <param name="Page">The page that they are on.</param>
/// <param name="Invite">The invite.</param>
/// <param name="App">The app.</param>
internal sealed record StepsView(PageView Page, PageInvite Invite, App App)
{
    /// <summary>Where to get it: with the invite along, where the store can do that.</summary>
    public string LinkTo(AppDownload download) =>
        download.MagicLinkFormat is { } format ? AppLink.Fill(format, download.Link, Invite.Uri) : download.Link.AbsoluteUri;

    /// <summary>The link of the app itself, likewise.</summary>
    public string SiteLink => App.MagicLinkFormat is { } format ? AppLink.Fill(format, App.Link, Invite.Uri) : App.Link!.AbsoluteUri;
}
