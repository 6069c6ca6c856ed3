using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using Query = InvitesApi.Server.Pages.PageQuery;

namespace InvitesApi.Fuzzing.Targets;

/// <summary>Links to invites: how they are made, and what is read of them.</summary>
internal static class LinkTargets
{
    private const string Token = "Pykj2rZT0AnxGVzAfV-_sN9C";
    private const string Base = "https://example.com";

    /// <summary>Reads a template of links, and reads the links that it makes.</summary>
    /// <param name="data">Its text.</param>
    public static void PageTemplate(byte[] data)
    {
        string text = FuzzText.Of(data);
        InvitePageTemplate template;
        try
        {
            template = InvitePageTemplate.Parse(text, "example.com");
        }
        catch (InviteException fault) when (fault.Fault == InviteFault.InvitePageTemplateInvalid)
        {
            Promise.That(fault.Target as string == text, "a fault names what the user wrote");
            return;
        }

        string link = template.LinkTo(Base, Token);
        Promise.That(Uri.TryCreate(link, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" or "xmpp", "a link is a URI");
        Promise.That(link.Contains(Token, StringComparison.Ordinal), "a link has its token");
        Promise.That(!link.AsSpan().ContainsAnyExceptInRange('!', '~'), "a link can stand in a header");
        string path = template.LinkTo(string.Empty, Token);
        Promise.That(template.IsPath == template.TryReadToken(path, out string read), "a path is read, and another site's is not");
        Promise.That(!template.IsPath || read == Token, "a link is read as it was written");
        _ = template.TryReadToken(text, out _);
    }

    /// <summary>Reads what a user gives in place of a token.</summary>
    /// <param name="data">Its text.</param>
    public static void Link(byte[] data)
    {
        string text = FuzzText.Of(data);
        string token = InviteUri.TokenOf(text);
        Promise.That(text.Contains(token, StringComparison.Ordinal), "a token is a part of its link");
        var terms = new InviteTerms { VirtualHost = "example.com", Username = text.Length == 0 || text.Any(char.IsSurrogate) ? null : text };
        Promise.That(InviteUri.TokenOf(InviteUri.For(terms, Token)) == Token, "the token of a URI is found, whoever it is for");
    }

    /// <summary>Reads the query of a page.</summary>
    /// <param name="data">Its text.</param>
    public static void PageQuery(byte[] data)
    {
        string text = FuzzText.Of(data);
        var query = Query.Parse(text);
        var form = Query.ParseForRegistration(text.StartsWith('?') ? text : "?" + text);
        if (text.Any(char.IsSurrogate))
        {
            return; // no request has it, and it can't be written
        }

        var again = Query.Parse(query.Write());
        Promise.That(
            (again.Language, again.Platform, again.App) == (query.Language, query.Platform, query.App), "a query is read as it was written");
        form = form with { Language = query.Language };
        var formAgain = Query.ParseForRegistration(form.WriteForRegistration());
        Promise.That((formAgain.Token, formAgain.Language) == (form.Token, form.Language), "the form's query is read as it was written");
    }
}
