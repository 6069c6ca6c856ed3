using System.Text;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Pages.Languages;
using InvitesApi.Server.Pages.QrCodes;
using InvitesApi.Server.Pages.Views;
using RazorSlices;

namespace InvitesApi.Server.Pages.Sheets;

/// <summary>A page of cards to print and cut: an invite on each, with its link and its QR code.</summary>
/// <param name="language">The tag of the language, such as <c>de</c>; one that there is none of is English.</param>
/// <param name="siteName">The name of the site; null: the host of each invite.</param>
public sealed class InviteSheet(string language, string? siteName)
{
    private readonly Language _language = LanguageSet.BuiltIn.Find(language) ?? LanguageSet.BuiltIn.Find(English)!;
    private readonly List<CardView> _cards = [];

    /// <summary>The language if nobody says.</summary>
    public const string English = "en";

    /// <summary>The tags of the languages that there are.</summary>
    public static IReadOnlyList<string> Languages => [.. LanguageSet.BuiltIn.All.Select(one => one.Tag)];

    /// <summary>Whether there is a language of a tag, or one near to it.</summary>
    /// <param name="tag">The tag.</param>
    public static bool Has(string tag) => LanguageSet.BuiltIn.Find(tag) is not null;

    /// <summary>How many cards there are.</summary>
    public int Count => _cards.Count;

    /// <summary>Adds a card.</summary>
    /// <param name="invite">The invite.</param>
    /// <param name="link">The link to hand out.</param>
    public void Add(Invite invite, string link)
    {
        ArgumentNullException.ThrowIfNull(invite);
        var shown = PageInvite.Of(invite, siteName ?? invite.VirtualHost);
        _cards.Add(new CardView(
            shown.Title, new PageWords(_language, shown.Subject, PageAnswer.Encoder), invite.VirtualHost, link, QrCode.Of(link)));
    }

    /// <summary>Writes the page.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Its HTML in UTF-8: one file that needs no other.</returns>
    public async Task<byte[]> RenderAsync(CancellationToken cancellation)
    {
        using RazorSlice slice = Templates.Sheet.CreateSlice(new SheetView(_language, _cards));
        return Encoding.UTF8.GetBytes(await slice.RenderAsync(PageAnswer.Encoder, cancellation));
    }
}
