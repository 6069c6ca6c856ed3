using InvitesApi.Server.Accounts;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Texts;
using InvitesApi.Server.VirtualHosts;

namespace InvitesApi.Server.Invites;

/// <summary>What an invite may be.</summary>
public static class InviteRules
{
    /// <summary>How long an invite is good if nobody says (Prosody's <c>invite_expiry</c>).</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>How long an invite to set a new password is good if nobody says, as in Prosody.</summary>
    public static readonly TimeSpan ResetLifetime = TimeSpan.FromDays(1);

    /// <summary>The longest note, in UTF-16 code units.</summary>
    public const int LongestNote = 1000;

    /// <summary>The longest name of a group or a role, likewise.</summary>
    public const int LongestName = 200;

    /// <summary>The terms in the one form that is stored: names normalised, times to the second.</summary>
    /// <param name="terms">What an administrator wants.</param>
    /// <param name="now">When.</param>
    /// <exception cref="InviteException">
    /// <see cref="InviteFault.VirtualHostInvalid"/>, <see cref="InviteFault.UsernameInvalid"/> or <see cref="InviteFault.InviteInvalid"/>.
    /// </exception>
    public static InviteTerms Check(InviteTerms terms, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(terms);
        InviteTerms checkedTerms = terms with
        {
            VirtualHost = VirtualHostName.Normalize(terms.VirtualHost),
            Username = terms.Username is null ? null : AccountName.Normalize(terms.Username),
            Contact = terms.Contact is null ? null : AccountName.Normalize(terms.Contact),
            Groups = Names(terms.Groups, "group"),
            Roles = Names(terms.Roles, "role"),
            ExpiresAt = CheckExpiry(terms.ExpiresAt, now),
            MaxUses = CheckUses(terms.MaxUses),
            Note = CheckNote(terms.Note),
        };
        RequireSense(checkedTerms);
        return checkedTerms;
    }

    /// <summary>The terms of an invite that was made elsewhere: as if it were made here, but it may have expired.</summary>
    /// <param name="terms">Its terms as they stand there.</param>
    /// <exception cref="InviteException">As <see cref="Check"/> has it.</exception>
    public static InviteTerms CheckCopy(InviteTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return Check(terms with { ExpiresAt = null }, DateTimeOffset.UnixEpoch) with { ExpiresAt = terms.ExpiresAt };
    }

    /// <summary>How often an invite may have been used: never, or up to as often as it may.</summary>
    /// <param name="uses">How often it was.</param>
    /// <param name="most">How often it may be; null: any number of times.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.InviteInvalid"/>.</exception>
    public static int CheckUsed(int uses, int? most) => uses >= 0 && uses <= (most ?? int.MaxValue) ? uses : throw Invalid(
        $"An invite can't have been used {uses} times{(most is null ? string.Empty : $" of {most}")}.", uses);

    /// <summary>The changed terms of an invite. Only what was changed is checked: an invite that has expired may get a new note.</summary>
    /// <param name="invite">The invite as it is.</param>
    /// <param name="terms">Its terms as they shall be.</param>
    /// <param name="now">When.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.InviteInvalid"/>.</exception>
    public static InviteTerms CheckChange(Invite invite, InviteTerms terms, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(invite);
        ArgumentNullException.ThrowIfNull(terms);
        InviteTerms changed = terms with
        {
            ExpiresAt = terms.ExpiresAt == invite.ExpiresAt ? terms.ExpiresAt : CheckExpiry(terms.ExpiresAt, now),
            MaxUses = CheckUses(terms.MaxUses),
            Note = CheckNote(terms.Note),
        };
        RequireSense(changed);
        return changed;
    }

    /// <summary>A moment from which an invite may be void: later than now, to the second.</summary>
    public static DateTimeOffset? CheckExpiry(DateTimeOffset? expiry, DateTimeOffset now) => expiry is not { } end
        ? null
        : end > now ? DateTimeOffset.FromUnixTimeSeconds(end.ToUnixTimeSeconds()) : throw Invalid(
            $"The invite would expire at {end:u}, which is not in the future. Give a later time.", end);

    /// <summary>How often an invite may be used: once or more.</summary>
    public static int? CheckUses(int? uses) => uses is null or > 0 ? uses : throw Invalid(
        $"An invite can't be used {uses} times. Give 1 or more.", uses);

    /// <summary>A note as it is stored: null for an empty one.</summary>
    public static string? CheckNote(string? note)
    {
        if (string.IsNullOrWhiteSpace(note))
        {
            return null;
        }

        RequireShort(note, LongestNote, "The note");
        RequirePrintable(note, "The note");
        return note;
    }

    /// <summary>Names of groups or roles as they are stored: each once.</summary>
    /// <param name="names">What an administrator wants.</param>
    /// <param name="what">What they are the names of, for messages.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.InviteInvalid"/>.</exception>
    public static string[] Names(IReadOnlyList<string> names, string what)
    {
        ArgumentNullException.ThrowIfNull(names);
        foreach (string name in names)
        {
            if (string.IsNullOrWhiteSpace(name))
            {
                throw Invalid($"The name of a {what} is empty.", name);
            }

            RequireShort(name, LongestName, $"The name of the {what}");
            RequirePrintable(name, $"The name of the {what}");
        }

        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The fault of a preset name that a pending invite has.</summary>
    /// <param name="virtualHost">The host of the account.</param>
    /// <param name="username">The name.</param>
    public static InviteException NameReserved(string virtualHost, string username) => new(
        InviteFault.InviteUsernameReserved,
        $"The name {username}@{virtualHost} is reserved for another invite, which is still good. Revoke that one first, or choose another "
        + "name.",
        username);

    private static void RequireSense(InviteTerms terms)
    {
        if (terms.Kind == InviteKind.Reset && terms.Username is null)
        {
            throw Invalid("An invite to set a new password needs the name of the account.", terms.VirtualHost);
        }

        if (terms.Kind == InviteKind.Contact && terms.Contact is null)
        {
            throw Invalid("A contact invite needs the name of the account that the holder becomes a contact of.", terms.VirtualHost);
        }

        if (terms.MakesAccount && terms.Username is not null && terms.MaxUses != 1)
        {
            throw Invalid(
                $"The name {terms.Username} can be given to one account only, so an invite with it can't be used more than once.",
                terms.Username);
        }

        if (terms.Kind == InviteKind.Contact && !terms.MakesAccount && terms.Username is not null)
        {
            throw Invalid(
                $"The name {terms.Username} is for a new account: this invite makes none, unless it allows registration.", terms.Username);
        }

        if (!terms.MakesAccount && (terms.Groups.Count > 0 || terms.Roles.Count > 0))
        {
            throw Invalid("Groups and roles are for new accounts: this invite makes none.", terms.Kind);
        }
    }

    private static void RequireShort(string text, int longest, string what)
    {
        if (text.Length > longest)
        {
            throw Invalid($"{what} has {text.Length} characters; {longest} are the most.", text);
        }
    }

    private static void RequirePrintable(string text, string what)
    {
        int bad = Printable.IndexOfOther(text);
        if (bad >= 0)
        {
            throw Invalid(
                $"{what} has the control character U+{(int)text[bad]:X4} at position {bad + 1}. Leave out tabs, line breaks and other "
                + "control characters.",
                text);
        }
    }

    private static InviteException Invalid(string what, object? target) => new(InviteFault.InviteInvalid, what, target);
}
