using CsCheck;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Pages;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Properties;

/// <summary>Links are read as they were written, and any text is refused or makes a link.</summary>
public sealed class LinkPropertyTests
{
    private static readonly Gen<string> Parts = Gen.OneOf(
        Gen.Const("{invite.token}"), Gen.Const("{invite.token!}"), Gen.Const("{invite.uri}"), Gen.Const("{invite.uri|noscheme}"), Gen.Const("{host}"),
        Gen.Const("https://"), Gen.Const("/"), Gen.Const("?"), Gen.Const("{"), Gen.Const("}"), Gen.String[Texts.Base64Url, 0, 8], Texts.Any);

    [Fact]
    public void Parse_AnyTemplate_IsRefusedOrMakesLinksThatAreReadAgain() => Gen.Select(Parts.Array[0, 6], Texts.Token).Sample(
        (parts, token) =>
        {
            string text = string.Concat(parts);
            try
            {
                var template = InvitePageTemplate.Parse(text, Sample.Host);
                string link = template.LinkTo("https://base.example", token);
                return Uri.TryCreate(link, UriKind.Absolute, out _)
                    && link.Contains(token, StringComparison.Ordinal)
                    && template.TryReadToken(template.LinkTo(string.Empty, token), out string read) == template.IsPath
                    && (!template.IsPath || read == token);
            }
            catch (InviteException fault)
            {
                return fault.Fault == InviteFault.InvitePageTemplateInvalid && fault.Target as string == text;
            }
        },
        iter: 20_000);

    [Fact]
    public void Parse_PathWithTheToken_IsTaken() => Gen.Select(Gen.String[Texts.Base64Url, 0, 20], Gen.String[Texts.Base64Url, 0, 20], Texts.Token).Sample(
        (before, after, token) => InvitePageTemplate.Parse($"/{before}{{invite.token}}{after}", Sample.Host).LinkTo("https://b.example", token)
            == $"https://b.example/{before}{token}{after}",
        iter: 2_000);

    [Fact]
    public void TokenOf_UriOfAnyInvite_IsItsToken() => Gen.Select(Texts.Unicode, Gen.Enum<InviteKind>(), Gen.Bool, Texts.Token).Sample(
        (name, kind, registers, token) => InviteUri.TokenOf(InviteUri.For(
            new InviteTerms { VirtualHost = "bücher.example", Kind = kind, Username = name, Contact = name, AllowRegistration = registers }, token)) == token,
        iter: 5_000);

    [Fact]
    public void TokenOf_AnyText_IsAPartOfIt() =>
        Texts.Any.Sample(text => text.Contains(InviteUri.TokenOf(text), StringComparison.Ordinal), iter: 5_000);

    [Fact]
    public void Parse_WrittenQuery_IsTheSame() => Gen.Select(Texts.Token, Texts.Unicode, Texts.Unicode).Sample(
        (token, language, app) =>
        {
            PageQuery query = PageQuery.Parse(null) with { Token = token, Language = language, App = app };
            PageQuery form = query with { App = app.Length == 0 ? null : app };
            return PageQuery.Parse(query.Write()) is var read
                && (read.Token, read.Language, read.App) == (token, language, app)
                && PageQuery.ParseForRegistration(form.WriteForRegistration()) is var again
                && (again.Token, again.Language, again.App) == (token, language, form.App);
        },
        iter: 5_000);
}
