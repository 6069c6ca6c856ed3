using InvitesApi.Server.Invites;
using InvitesApi.Server.Pages.Apps;
using InvitesApi.Server.Pages.Languages;

namespace InvitesApi.Server.Pages;

/// <summary>
/// An invite, as a page shows it. Its note is not shown: it was written for those who keep the invites, not for the one who is invited.
/// </summary>
/// <param name="Uri">The link that an app opens.</param>
/// <param name="Subject">What the texts are filled in with.</param>
/// <param name="Title">The heading.</param>
/// <param name="Lead">What it is.</param>
/// <param name="Open">The words on the button.</param>
/// <param name="Finish">What the app asks for then.</param>
internal sealed record PageInvite(string Uri, PageSubject Subject, TextId Title, TextId Lead, TextId Open, TextId Finish)
{
    /// <summary>Whether its user needs no more than an account that there is: every app will do.</summary>
    public bool IsForContact { get; init; }

    /// <summary>Whether it sets a password: an app that makes no accounts is of no use then.</summary>
    public bool IsForReset { get; init; }

    /// <summary>The words on the link to the form that does it in the browser.</summary>
    public TextId Register => IsForReset ? TextId.ResetHere : TextId.RegisterHere;

    /// <summary>Whether it can be used once.</summary>
    public bool IsForOne { get; init; }

    /// <summary>How a page shows an invite.</summary>
    /// <param name="invite">The invite.</param>
    /// <param name="site">The name of the site.</param>
    public static PageInvite Of(Invite invite, string site)
    {
        InviteTerms terms = invite.Terms;
        string? name = terms.Kind == InviteKind.Contact ? terms.Contact : terms.Username;
        var subject = new PageSubject(
            site,
            terms.Kind == InviteKind.Contact ? terms.Contact : null,
            name is null ? null : $"{name}@{terms.VirtualHost}",
            terms.ExpiresAt);
        (TextId title, TextId lead, TextId open, TextId finish) = terms.Kind switch
        {
            InviteKind.Contact when terms.AllowRegistration =>
                (TextId.TitleContact, TextId.LeadContactAccount, TextId.OpenAccount, TextId.FinishAccount),
            InviteKind.Contact => (TextId.TitleContact, TextId.LeadContact, TextId.OpenContact, TextId.FinishContact),
            InviteKind.Reset => (TextId.TitleReset, TextId.LeadReset, TextId.OpenReset, TextId.FinishReset),
            _ when name is null => (TextId.TitleAccount, TextId.LeadAccount, TextId.OpenAccount, TextId.FinishAccount),
            _ => (TextId.TitleAccount, TextId.LeadAccount, TextId.OpenAccount, TextId.FinishNamed),
        };
        return new PageInvite(invite.Uri, subject, title, lead, open, finish)
        {
            IsForContact = terms.Kind == InviteKind.Contact && !terms.AllowRegistration,
            IsForReset = terms.Kind == InviteKind.Reset,
            IsForOne = terms.MaxUses == 1,
        };
    }

    /// <summary>Whether an app can open it.</summary>
    public bool CanOpenIn(App app) => app.OpensInvites || (IsForContact && !app.IsWebOnly);
}
