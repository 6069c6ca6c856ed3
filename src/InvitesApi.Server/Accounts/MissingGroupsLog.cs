using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Accounts;

/// <summary>
/// Warns that an account lacks the groups and roles of its invite. Only Prosody gives them, and only to accounts that it makes by an invite in its own
/// storage.
/// </summary>
internal sealed partial class MissingGroupsLog(IInviteDatabase database, string server, ILogger log)
{
    /// <summary>An account was made by an invite.</summary>
    public void Made(Invite invite)
    {
        if (!database.IsServersOwn && (invite.Terms.Groups.Count > 0 || invite.Terms.Roles.Count > 0))
        {
            LogWithout(log, server, InviteDesignation.Of(invite.Token));
        }
    }

    [LoggerMessage(LogLevel.Warning,
        "{Server} made an account by the invite {Designation}, whose groups and roles it can't be given from here. Give them at that server.")]
    private static partial void LogWithout(ILogger log, string server, string designation);
}
