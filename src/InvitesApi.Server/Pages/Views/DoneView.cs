using InvitesApi.Server.Pages.Apps;
using InvitesApi.Server.Pages.Languages;

namespace InvitesApi.Server.Pages.Views;

/// <summary>That an account was made, or a password set, and what to do next.</summary>
/// <param name="Site">The site.</param>
/// <param name="Words">The texts.</param>
/// <param name="Links">The links.</param>
/// <param name="IsReset">Whether a password was set.</param>
/// <param name="App">The app to go on with; null: any.</param>
internal sealed record DoneView(PageSite Site, PageWords Words, PageLinks Links, bool IsReset, App? App)
    : RegistrationView(Site, Words, Links, IsReset ? TextId.DoneTitleReset : TextId.DoneTitle);
