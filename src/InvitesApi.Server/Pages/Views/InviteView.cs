using InvitesApi.Server.Pages.Apps;
using InvitesApi.Server.Pages.QrCodes;

namespace InvitesApi.Server.Pages.Views;

/// <summary>The page of an invite that can be used.</summary>
/// <param name="Site">The site.</param>
/// <param name="Words">The texts.</param>
/// <param name="Links">The links.</param>
/// <param name="Invite">The invite.</param>
internal sealed record InviteView(PageSite Site, PageWords Words, PageLinks Links, PageInvite Invite)
    : PageView(Site, Words, Links, Invite.Title)
{
    /// <summary>The platform whose apps are shown.</summary>
    public required Platform Platform { get; init; }

    /// <summary>The QR code for those who have their phone beside them; null: they came with it.</summary>
    public required QrCode? QrCode { get; init; }

    /// <summary>The app whose steps are shown; null: none of those that are shown can open the invite.</summary>
    public required App? First { get; init; }

    /// <summary>The others.</summary>
    public required IReadOnlyList<App> Others { get; init; }
}
