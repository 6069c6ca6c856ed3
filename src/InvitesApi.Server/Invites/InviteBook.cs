using System.Runtime.CompilerServices;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using InvitesApi.Server.VirtualHosts;

namespace InvitesApi.Server.Invites;

/// <summary>Makes, lists, changes and revokes invites for an administrator: the rules, whatever the database. For one thread.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="time">What tells the time.</param>
public sealed class InviteBook(IInviteDatabase database, TimeProvider time)
{
    // A pipeline that wants ten reads little more; one that wants all asks seldom.
    private const int FirstStretch = 32;
    private const int LongestStretch = 1024;

    // How links are made, for each host whose links were asked for.
    private readonly Dictionary<string, Func<Invite, string?>> _links = new(StringComparer.Ordinal);

    /// <summary>Makes invites that are alike, all or none. When it returns, they are on disk.</summary>
    /// <param name="terms">What each of them lets its holder do.</param>
    /// <param name="count">How many.</param>
    /// <param name="source">Who makes them, such as <c>shell/USER@MACHINE</c>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="InviteException">The terms are malformed, the preset name is reserved, or the database fails.</exception>
    public async ValueTask<IReadOnlyList<Invite>> CreateAsync(
        InviteTerms terms, int count, string source, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        InviteTerms checkedTerms = InviteRules.Check(terms, now);
        return await database.AddInvitesAsync([.. Enumerable.Repeat(checkedTerms, count)], source, now, cancellation);
    }

    /// <summary>The invite of a token, a page's link or an <c>xmpp:</c> URI.</summary>
    /// <param name="link">The token or the link.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.InviteNotFound"/>: there is none.</exception>
    public async ValueTask<Invite> GetAsync(string link, CancellationToken cancellation) =>
        await database.FindInviteAsync(InviteUri.TokenOf(link), cancellation) ?? throw NotFound(link);

    /// <summary>The invites that there are, newest first, read as they are asked for.</summary>
    /// <param name="filter">Which of them.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async IAsyncEnumerable<Invite> ListAsync(
        InviteFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(filter);
        InviteFilter asked = filter with
        {
            VirtualHost = filter.VirtualHost is null ? null : VirtualHostName.Normalize(filter.VirtualHost),
            Now = time.GetUtcNow(),
        };
        int most = FirstStretch;
        for (long? from = null; ; most = Math.Min(most * 2, LongestStretch))
        {
            InviteBatch<Invite> stretch = await database.ListInvitesAsync(asked, from, most, cancellation);
            foreach (Invite invite in stretch.Items)
            {
                yield return invite;
            }

            from = stretch.Next;
            if (from is null)
            {
                yield break;
            }
        }
    }

    /// <summary>Changes when an invite expires, how often it may be used, or its note.</summary>
    /// <param name="link">Its token or a link to it.</param>
    /// <param name="apply">The terms as they shall be, of the terms as they are.</param>
    /// <param name="actor">Who changes it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="InviteException">There is none, or the new terms make no sense.</exception>
    public ValueTask<Invite> ChangeAsync(string link, Func<InviteTerms, InviteTerms> apply, string actor, CancellationToken cancellation) =>
        ChangeAsync(
            link,
            InviteAction.Changed,
            invite =>
            {
                InviteTerms terms = InviteRules.CheckChange(invite, apply(invite.Terms), time.GetUtcNow());
                return terms == invite.Terms ? invite : invite with { Terms = terms };
            },
            actor,
            cancellation);

    /// <summary>Takes an invite back: it is void at once, in every process. One that was taken back already stays so.</summary>
    /// <param name="link">Its token or a link to it.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="by">The key that it is done with, which must still be good then; null: without one.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.InviteNotFound"/>: there is none, or the key is not good any more.</exception>
    public ValueTask<Invite> RevokeAsync(string link, string actor, CancellationToken cancellation, KeyUse? by = null) => ChangeAsync(
        link,
        InviteAction.Revoked,
        invite => invite.RevokedAt is null ? invite with { RevokedAt = Second(time.GetUtcNow()) } : invite,
        actor,
        cancellation,
        by);

    /// <summary>Makes an invite good again that was taken back.</summary>
    /// <param name="link">Its token or a link to it.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="InviteException">There is none, it was not taken back, or its name was reserved for another meanwhile.</exception>
    public ValueTask<Invite> RestoreAsync(string link, string actor, CancellationToken cancellation) => ChangeAsync(
        link,
        InviteAction.Restored,
        invite => invite.RevokedAt is not null ? invite with { RevokedAt = null } : throw new InviteException(
            InviteFault.InviteStateInvalid,
            "The invite was not revoked, so it can't be restored. Set-Invite changes when it expires and how often it may be used.",
            link),
        actor,
        cancellation);

    /// <summary>Forgets invites, with their history, that ended before a moment.</summary>
    /// <param name="before">The moment.</param>
    /// <param name="virtualHost">Of this host alone; null: of all.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>How many.</returns>
    public ValueTask<long> ForgetAsync(DateTimeOffset before, string? virtualHost, CancellationToken cancellation) =>
        database.ForgetInvitesAsync(
            before, virtualHost is null ? null : VirtualHostName.Normalize(virtualHost), cancellation);

    /// <summary>All that happened to an invite, oldest first, beginning with its making.</summary>
    /// <param name="invite">The invite.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<IReadOnlyList<InviteEvent>> HistoryAsync(Invite invite, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(invite);
        var made = new InviteEvent(invite, InviteAction.Created, invite.CreatedAt, invite.Source, Username: null);
        return [made, .. await database.ListEventsAsync(invite, cancellation)];
    }

    /// <summary>The link to the page of an invite, as the server that serves its host last makes it; null where none is known.</summary>
    /// <param name="invite">The invite.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<string?> PageOfAsync(Invite invite, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(invite);
        if (!_links.TryGetValue(invite.VirtualHost, out Func<Invite, string?>? linkTo))
        {
            linkTo = Linker(invite.VirtualHost, await database.FindLinksAsync(invite.VirtualHost, cancellation));
            _links.Add(invite.VirtualHost, linkTo);
        }

        return linkTo(invite);
    }

    /// <summary>The fault of an invite whose page nobody knows.</summary>
    /// <param name="invite">The invite.</param>
    public static InviteException NoPage(Invite invite)
    {
        ArgumentNullException.ThrowIfNull(invite);
        return new InviteException(
            InviteFault.InvitePageUnknown,
            $"No server has served {invite.VirtualHost} with this database yet, so the link to the invite's page is not known. Start one with "
            + "Start-InviteApiServer, or take the xmpp: URI.",
            invite.VirtualHost);
    }

    private static Func<Invite, string?> Linker(string virtualHost, HostLinks? links)
    {
        if (links is null)
        {
            return _ => null;
        }

        var template = InvitePageTemplate.Parse(links.Template, virtualHost);
        return invite => template.LinkTo(links.Base, invite);
    }

    private async ValueTask<Invite> ChangeAsync(
        string link, InviteAction action, Func<Invite, Invite> apply, string actor, CancellationToken cancellation, KeyUse? by = null)
    {
        var change = new InviteChange(action, actor, Second(time.GetUtcNow()), apply) { By = by };
        return await database.ChangeInviteAsync(InviteUri.TokenOf(link), change, cancellation) ?? throw NotFound(link);
    }

    private static DateTimeOffset Second(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    private static InviteException NotFound(string link) => new(
        InviteFault.InviteNotFound,
        "No invite has this token. It may have been cleared, or the link is incomplete. Get-Invite lists those there are.",
        link);
}
