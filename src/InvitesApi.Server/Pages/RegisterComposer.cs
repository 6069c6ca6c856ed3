using InvitesApi.Server.Accounts;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Pages.Apps;
using InvitesApi.Server.Pages.Languages;
using InvitesApi.Server.Pages.Views;
using Microsoft.AspNetCore.Html;

namespace InvitesApi.Server.Pages;

/// <summary>Chooses what someone sees who makes an account on the page: the form, that it is done, or what is in the way.</summary>
/// <param name="site">The site.</param>
/// <param name="request">The request.</param>
internal sealed class RegisterComposer(PageSite site, PageRequest request)
{
    private const int Good = 200;
    private const int Forbidden = 403;
    private const int Unprocessable = 422;
    private const int TooManyRequests = 429;
    private const int BadGateway = 502;
    private const int Unavailable = 503;
    private const int GatewayTimeout = 504;

    private PageLinks Links => new(request.Path, request.Query) { RegisterPath = request.RegisterPath, IsRegistration = true };

    /// <summary>The form.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="invite">The invite.</param>
    /// <param name="form">What is in it. The name of the invite, where it has one, takes the place of another.</param>
    public PageAnswer Form(int status, Invite invite, RegisterForm form)
    {
        var page = PageInvite.Of(invite, site.Name);
        string? preset = invite.Terms.Username;
        RegisterForm shown = preset is null ? form : form with { Username = preset, IsNameFixed = true };
        PageWords words = Words(page.Subject with { Count = form.ShortestPassword });
        return new PageAnswer(status, new RegisterView(site, words, Links, page, shown));
    }

    /// <summary>The form once more, as nothing proves that what was sent came from it.</summary>
    /// <param name="invite">The invite.</param>
    /// <param name="form">What is in it.</param>
    public PageAnswer FormOnceMore(Invite invite, RegisterForm form) => Form(Forbidden, invite, form with { Fault = TextId.FormOld });

    /// <summary>What came of the form; null: the page of the invite says it better.</summary>
    /// <param name="answer">What came of it.</param>
    /// <param name="form">What was in it.</param>
    public PageAnswer? Of(RegistrationAnswer answer, RegisterForm form) => answer.Verdict switch
    {
        RegistrationVerdict.InviteGone or RegistrationVerdict.MakesNoAccount => null,
        RegistrationVerdict.Done => Done(answer.Invite!, answer.Username!),
        RegistrationVerdict.NameInvalid => Form(Unprocessable, answer.Invite!, form with { NameFault = TextId.NameInvalid }),
        RegistrationVerdict.NameTaken => Form(Unprocessable, answer.Invite!, form with { NameFault = TextId.NameTaken }),
        RegistrationVerdict.OtherName => Form(Unprocessable, answer.Invite!, form with { NameFault = TextId.NameFixed }),
        RegistrationVerdict.PasswordRefused => Form(Unprocessable, answer.Invite!, form with { PasswordFault = Fault(answer.Password) }),
        RegistrationVerdict.Unavailable => Notice(Unavailable, TextId.BusyTitle, TextId.BusyText, Icons.Clock),
        RegistrationVerdict.Unknown => Notice(GatewayTimeout, TextId.UnsureTitle, TextId.UnsureText, Icons.Clock),
        RegistrationVerdict.PasswordUnknown => Notice(GatewayTimeout, TextId.UnsureTitle, TextId.UnsureTextReset, Icons.Clock),
        _ => Notice(BadGateway, TextId.RefusedTitle, TextId.RefusedText, Icons.Bar),
    };

    /// <summary>That the visitor has tried too often.</summary>
    public PageAnswer TooMany() => Notice(TooManyRequests, TextId.ManyTitle, TextId.ManyText, Icons.Clock);

    private PageAnswer Done(Invite invite, string username)
    {
        var subject = new PageSubject(site.Name, Address: $"{username}@{invite.VirtualHost}");
        App? app = site.Apps.Find(request.Query.App ?? string.Empty) ?? site.Apps.For(request.Device ?? Platform.Web).FirstOrDefault();
        return new PageAnswer(Good, new DoneView(site, Words(subject), Links, invite.Kind == InviteKind.Reset, app));
    }

    private PageAnswer Notice(int status, TextId title, TextId text, HtmlString icon) =>
        new(status, new NoticeView(site, Words(new PageSubject(site.Name)), Links, title, text, icon));

    // Where the rules had nothing against it, it was the server that refused it.
    private static TextId Fault(PasswordVerdict verdict) => verdict switch
    {
        PasswordVerdict.TooShort => TextId.PasswordShort,
        PasswordVerdict.SameAsName or PasswordVerdict.TooPlain => TextId.PasswordEasy,
        _ => TextId.PasswordUnusable,
    };

    private PageWords Words(PageSubject subject) => new(
        LanguageChoice.Of(site.Languages, request.Query.Language, request.AcceptLanguage, site.Language), subject, PageAnswer.Encoder);
}
