using InvitesApi.Server.Pages.Languages;
using Microsoft.AspNetCore.Html;

namespace InvitesApi.Server.Pages.Views;

/// <summary>The page of an invite that can't be used, or is none.</summary>
/// <param name="Site">The site.</param>
/// <param name="Words">The texts.</param>
/// <param name="Links">The links.</param>
/// <param name="Title">The heading.</param>
/// <param name="Text">What to do.</param>
/// <param name="Icon">A picture of it.</param>
internal sealed record GoneView(PageSite Site, PageWords Words, PageLinks Links, TextId Title, TextId Text, HtmlString Icon)
    : PageView(Site, Words, Links, Title);
