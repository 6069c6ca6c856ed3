using InvitesApi.Server.Pages.Apps;

namespace InvitesApi.Server.Pages.Views;

/// <summary>The page of an app, for an invite.</summary>
/// <param name="Site">The site.</param>
/// <param name="Words">The texts.</param>
/// <param name="Links">The links.</param>
/// <param name="Invite">The invite.</param>
/// <param name="App">The app.</param>
internal sealed record SetupView(PageSite Site, PageWords Words, PageLinks Links, PageInvite Invite, App App)
    : PageView(Site, Words, Links, Invite.Title);
