using InvitesApi.Server.Pages.Languages;

namespace InvitesApi.Server.Pages.Views;

/// <summary>What all pages show.</summary>
/// <param name="Site">The site.</param>
/// <param name="Words">The texts.</param>
/// <param name="Links">The links.</param>
/// <param name="Title">The heading.</param>
internal abstract record PageView(PageSite Site, PageWords Words, PageLinks Links, TextId Title)
{
    /// <summary>The script that gives it extras; null: it has none.</summary>
    public virtual PageAsset? Script => null;
}
