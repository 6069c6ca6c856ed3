using InvitesApi.Server.Pages.Languages;

namespace InvitesApi.Server.Pages.Views;

/// <summary>The pages of a registration: for the visitor alone, not for scripts of other origins.</summary>
/// <param name="Site">The site.</param>
/// <param name="Words">The texts.</param>
/// <param name="Links">The links.</param>
/// <param name="Title">The heading.</param>
internal abstract record RegistrationView(PageSite Site, PageWords Words, PageLinks Links, TextId Title)
    : PageView(Site, Words, Links, Title);
