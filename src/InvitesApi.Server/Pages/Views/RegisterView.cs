using InvitesApi.Server.Pages.Languages;

namespace InvitesApi.Server.Pages.Views;

/// <summary>The form that makes an account, or sets a password.</summary>
/// <param name="Site">The site.</param>
/// <param name="Words">The texts.</param>
/// <param name="Links">The links.</param>
/// <param name="Invite">The invite.</param>
/// <param name="Form">What is in it.</param>
internal sealed record RegisterView(PageSite Site, PageWords Words, PageLinks Links, PageInvite Invite, RegisterForm Form)
    : RegistrationView(Site, Words, Links, Invite.IsForReset ? TextId.TitleReset : TextId.RegisterTitle)
{
    /// <summary>What it is.</summary>
    public TextId Lead => Invite.IsForReset ? TextId.RegisterLeadReset : TextId.RegisterLead;

    /// <summary>The words on the button.</summary>
    public TextId Button => Invite.IsForReset ? TextId.OpenReset : TextId.RegisterTitle;

    /// <inheritdoc/>
    public override PageAsset? Script => PageScript.Register;
}
