using InvitesApi.Server.Pages.Languages;
using Microsoft.AspNetCore.Html;

namespace InvitesApi.Server.Pages.Views;

/// <summary>That a registration did not end well, or is not known to have.</summary>
/// <param name="Site">The site.</param>
/// <param name="Words">The texts.</param>
/// <param name="Links">The links.</param>
/// <param name="Title">The heading.</param>
/// <param name="Text">What to do.</param>
/// <param name="Icon">A picture of it.</param>
internal sealed record NoticeView(PageSite Site, PageWords Words, PageLinks Links, TextId Title, TextId Text, HtmlString Icon)
    : RegistrationView(Site, Words, Links, Title);
