using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using InvitesApi.Server.Pages.Templates;
using InvitesApi.Server.Pages.Views;
using RazorSlices;

namespace InvitesApi.Server.Pages;

/// <summary>A page, and what goes with it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="View">What it shows.</param>
/// <param name="InviteUri">The invite's <c>xmpp:</c> URI, where it can be used.</param>
internal sealed record PageAnswer(int Status, PageView View, string? InviteUri = null)
{
    /// <summary>Makes text harmless in HTML, and leaves letters of all languages as they are.</summary>
    public static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Writes the page.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Its HTML in UTF-8.</returns>
    public async Task<byte[]> RenderAsync(CancellationToken cancellation)
    {
        using RazorSlice slice = Slice();
        return Encoding.UTF8.GetBytes(await slice.RenderAsync(Encoder, cancellation));
    }

    private RazorSlice Slice() => View switch
    {
        InviteView view => Templates.Invite.CreateSlice(view),
        SetupView view => Setup.CreateSlice(view),
        RegisterView view => Register.CreateSlice(view),
        DoneView view => Done.CreateSlice(view),
        NoticeView view => Notice.CreateSlice(view),
        GoneView view => Gone.CreateSlice(view),
        _ => throw new InvalidOperationException($"No template shows a {View.GetType().Name}."),
    };
}
