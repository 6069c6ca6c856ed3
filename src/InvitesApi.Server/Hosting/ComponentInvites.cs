using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Xmpp.Components;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Hosting;

/// <summary>The invites that users of an XMPP server make in their clients: of one use and of the usual lifetime.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="quota">How many contact invites a user may have.</param>
/// <param name="time">What tells the time.</param>
/// <param name="log">Where faults go.</param>
internal sealed partial class ComponentInvites(IInviteDatabase database, InviterQuota quota, TimeProvider time, ILogger log) : IComponentInvites
{
    private const string SourcePrefix = "component/";

    /// <inheritdoc/>
    public ValueTask<ComponentInviteAnswer> CreateContactInviteAsync(
        string virtualHost, string username, CancellationToken cancellation) => CreateAsync(
        new InviteTerms { VirtualHost = virtualHost, Kind = InviteKind.Contact, Contact = username },
        $"{username}@{virtualHost}",
        cancellation);

    /// <inheritdoc/>
    public ValueTask<ComponentInviteAnswer> CreateAccountInviteAsync(
        AccountInviteOrder order, CancellationToken cancellation) => CreateAsync(
        new InviteTerms
        {
            VirtualHost = order.VirtualHost,
            Kind = order.Contact is null ? InviteKind.Account : InviteKind.Contact,
            AllowRegistration = order.Contact is not null,
            Contact = order.Contact,
            Username = order.Username,
        },
        order.Inviter,
        cancellation);

    private async ValueTask<ComponentInviteAnswer> CreateAsync(InviteTerms terms, string inviter, CancellationToken cancellation)
    {
        bool isTaken = false;
        try
        {
            if (terms is { Kind: InviteKind.Contact, Contact: { } contact }
                && !(isTaken = await quota.TryTakeAsync(terms.VirtualHost, contact, SourcePrefix + inviter, cancellation)))
            {
                return ComponentInviteAnswer.Refused(ComponentInviteOutcome.TooMany);
            }

            var book = new InviteBook(database, time);
            InviteTerms lasting = terms with { ExpiresAt = time.GetUtcNow() + InviteRules.Lifetime };
            Invite invite = (await book.CreateAsync(lasting, 1, SourcePrefix + inviter, cancellation))[0];
            isTaken = false; // it was not taken in vain
            return ComponentInviteAnswer.Created(
                new ComponentInvite(invite.Uri, await book.PageOfAsync(invite, cancellation), invite.ExpiresAt));
        }
        catch (InviteException fault)
        {
            LogFault(log, inviter, fault.Message);
            return ComponentInviteAnswer.Refused(fault.Fault switch
            {
                InviteFault.InviteUsernameReserved => ComponentInviteOutcome.NameTaken,
                InviteFault.UsernameInvalid => ComponentInviteOutcome.NameInvalid,
                InviteFault.InviteInvalid => ComponentInviteOutcome.NotAllowed,
                _ => ComponentInviteOutcome.Failed,
            });
        }
        finally
        {
            if (isTaken)
            {
                quota.GiveBack(SourcePrefix + inviter);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Inviter} got no invite from the component: {Reason}")]
    private static partial void LogFault(ILogger log, string inviter, string reason);
}
