using InvitesApi.Server.Pages.Languages;

namespace InvitesApi.Server.Pages.Views;

/// <summary>A page of cards.</summary>
/// <param name="Language">The language.</param>
/// <param name="Cards">The cards.</param>
internal sealed record SheetView(Language Language, IReadOnlyList<CardView> Cards);
