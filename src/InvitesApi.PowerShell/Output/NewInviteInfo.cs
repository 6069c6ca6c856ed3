using InvitesApi.Server.Invites;


namespace InvitesApi.PowerShell.Output;

/// <summary>An invite that was just made: shown with the links to hand out.</summary>
public sealed class NewInviteInfo : InviteInfo
{
    internal NewInviteInfo(Invite invite, string? page, DateTimeOffset now, string database)
        : base(invite, page, now, database)
    {
    }
}
