using InvitesApi.Server.Invites;
using InvitesApi.Server.Pages.Apps;
using InvitesApi.Server.Pages.Languages;
using InvitesApi.Server.Pages.QrCodes;
using InvitesApi.Server.Pages.Views;

namespace InvitesApi.Server.Pages;

/// <summary>Chooses what a visitor sees: the state of the invite, the language, the apps.</summary>
/// <param name="site">The site.</param>
/// <param name="request">The request.</param>
internal sealed class PageComposer(PageSite site, PageRequest request)
{
    private const int Good = 200;
    private const int NotFound = 404;
    private const int Over = 410;

    /// <summary>The page of an invite.</summary>
    /// <param name="invite">The invite; null: the link belongs to none.</param>
    /// <param name="now">The time to judge it by.</param>
    /// <param name="app">The app whose setup is asked for, or null.</param>
    public PageAnswer Compose(Invite? invite, DateTimeOffset now, App? app)
    {
        if (invite is null)
        {
            return Gone(NotFound, null, TextId.UnknownTitle, TextId.UnknownText, Icons.Lens, app, Unknown(app));
        }

        switch (invite.State(now))
        {
            case InviteState.Expired:
                return Gone(Over, invite.ExpiresAt, TextId.ExpiredTitle, TextId.ExpiredText, Icons.Clock, app);
            case InviteState.Used:
                return Gone(Over, null, TextId.UsedTitle, TextId.UsedText, Icons.Tick, app);
            case InviteState.Revoked:
                return Gone(Over, null, TextId.RevokedTitle, TextId.RevokedText, Icons.Bar, app);
        }

        var page = PageInvite.Of(invite, site.Name);
        PageWords words = Words(page.Subject);
        PageView view = app is null ? Invite(page, words) : new SetupView(site, words, Links(app), page, app);
        return new PageAnswer(Good, view, page.Uri);
    }

    private InviteView Invite(PageInvite invite, PageWords words)
    {
        Platform platform = request.Query.Platform ?? request.Device ?? Platform.Web;
        List<App> apps = [.. site.Apps.For(platform).Where(app => !invite.IsForReset || invite.CanOpenIn(app))];
        App? first = apps.Find(app => app.Id == request.Query.App && invite.CanOpenIn(app)) ?? apps.Find(invite.CanOpenIn);
        return new InviteView(site, words, Links(null), invite)
        {
            Platform = platform,
            QrCode = Platforms.IsPhone(request.Device) ? null : QrCode.Of(request.Link),
            First = first,
            Others = [.. apps.Where(app => app != first)],
        };
    }

    private PageAnswer Gone(
        int status,
        DateTimeOffset? expired,
        TextId title,
        TextId text,
        Microsoft.AspNetCore.Html.HtmlString icon,
        App? app,
        PageLinks? links = null) => new(
        status,
        new GoneView(site, Words(new PageSubject(site.Name, ExpiresAt: expired)), links ?? Links(app), title, text, icon));

    // What is no invite's token may be another secret, such as a key: it is not said again.
    private PageLinks Unknown(App? app) => new(request.Path, request.Query with { Token = string.Empty }, app);

    private PageWords Words(PageSubject subject) => new(
        LanguageChoice.Of(site.Languages, request.Query.Language, request.AcceptLanguage, site.Language), subject, PageAnswer.Encoder);

    private PageLinks Links(App? app) => new(request.Path, request.Query, app) { RegisterPath = request.RegisterPath };
}
