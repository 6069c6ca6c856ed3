using InvitesApi.Server.Pages.Languages;
using InvitesApi.Server.Pages.QrCodes;

namespace InvitesApi.Server.Pages.Views;

/// <summary>A card of a printed sheet.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Words">The texts, filled in for its invite.</param>
/// <param name="Host">The virtual host.</param>
/// <param name="Link">The link to hand out.</param>
/// <param name="Code">The code of the link.</param>
internal sealed record CardView(TextId Title, PageWords Words, string Host, string Link, QrCode Code);
