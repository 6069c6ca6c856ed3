using InvitesApi.Server.Pages.Apps;
using Microsoft.Extensions.Primitives;

namespace InvitesApi.Server.Pages;

/// <summary>What of a request makes a difference to the page.</summary>
/// <param name="Query">The token, and what the visitor chose.</param>
/// <param name="Path">The path of our own page, as the visitor's browser sees it.</param>
/// <param name="Link">The link to the page, to go on with elsewhere.</param>
/// <param name="AcceptLanguage">The languages that the browser wants.</param>
/// <param name="Device">What the browser runs on, or null.</param>
/// <param name="RegisterPath">The path of the form that makes accounts, likewise; null: it is none for this invite.</param>
internal sealed record PageRequest(
    PageQuery Query, string Path, string Link, StringValues AcceptLanguage, Platform? Device, string? RegisterPath = null);
