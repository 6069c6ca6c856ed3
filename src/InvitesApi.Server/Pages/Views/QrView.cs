using InvitesApi.Server.Pages.QrCodes;

namespace InvitesApi.Server.Pages.Views;

/// <summary>A QR code on a page.</summary>
/// <param name="Code">The code.</param>
/// <param name="Label">What it is, for those who don't see it.</param>
internal sealed record QrView(QrCode Code, string Label);
