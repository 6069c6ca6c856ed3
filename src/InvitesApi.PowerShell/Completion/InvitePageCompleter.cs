using InvitesApi.Server.Invites;

namespace InvitesApi.PowerShell.Completion;

/// <summary>Completes templates of the invite page.</summary>
public sealed class InvitePageCompleter : ListCompleter
{
    private protected override IEnumerable<string> Items() =>
        [InvitePageTemplate.Default, "/invite/{invite.token}/", InvitePageTemplate.Auto, InvitePageTemplate.None];
}
