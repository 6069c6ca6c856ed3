using System.Text.RegularExpressions;
using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Invites;

/// <summary>
/// The form of the links that are handed out, in Prosody's template language (its option <c>invites_page</c>):
/// <c>https://example.com/invite?{invite.token}</c>. Variables are <c>{invite.token}</c>, <c>{invite.uri}</c> and <c>{host}</c>;
/// values are percent-encoded, unless <c>!</c> follows the name; the filter <c>|noscheme</c> takes <c>xmpp:</c> off.
/// </summary>
public sealed partial class InvitePageTemplate
{
    /// <summary>The path of our own page: the token is the whole query.</summary>
    public const string OwnPagePath = "/invites_page";

    /// <summary>The template of our own page.</summary>
    public const string Default = OwnPagePath + "?{invite.token}";

    /// <summary>In place of a template: the link is the <c>xmpp:</c> URI itself (ejabberd's word).</summary>
    public const string None = "none";

    /// <summary>In place of a template: our own page (ejabberd's word).</summary>
    public const string Auto = "auto";

    private readonly string _host;
    private readonly string[] _literals;
    private readonly Variable[] _variables;

    private InvitePageTemplate(string host, string[] literals, Variable[] variables)
    {
        _host = host;
        _literals = literals;
        _variables = variables;
        IsPath = literals[0].StartsWith('/');
    }

    private enum Variable
    {
        Token,
        EscapedUri,
        Uri,
        UriWithoutScheme,
    }

    /// <summary>Whether links lead to a path of this server, and not to another site or straight into an XMPP client.</summary>
    public bool IsPath { get; }

    /// <summary>Reads a template.</summary>
    /// <param name="template">The template, <see cref="None"/> or <see cref="Auto"/>.</param>
    /// <param name="virtualHost">The host whose invites it is for.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.InvitePageTemplateInvalid"/>, with what is wrong.</exception>
    public static InvitePageTemplate Parse(string template, string virtualHost)
    {
        ArgumentNullException.ThrowIfNull(template);
        string text = template switch
        {
            None => "{invite.uri!}",
            Auto => Default,
            _ => template,
        };
        var literals = new List<string>();
        var variables = new List<Variable>();
        int end = 0;
        string literal = string.Empty;
        foreach (Match placeholder in Placeholder().Matches(text))
        {
            literal += text[end..placeholder.Index];
            end = placeholder.Index + placeholder.Length;
            if (placeholder.Value is "{host}" or "{host!}")
            {
                literal += Uri.EscapeDataString(virtualHost);
                continue;
            }

            literals.Add(literal);
            literal = string.Empty;
            variables.Add(Name(placeholder.Value, template));
        }

        literals.Add(literal + text[end..]);
        var parsed = new InvitePageTemplate(virtualHost, [.. literals], [.. variables]);
        parsed.Check(template);
        return parsed;
    }

    /// <summary>The link to an invite to make an account of any name, which are nearly all.</summary>
    /// <param name="externalBase">What stands before a path: scheme, authority and prefix, without a slash at its end.</param>
    /// <param name="token">The invite's token.</param>
    public string LinkTo(string externalBase, string token) => _variables is [Variable.Token]
        ? string.Concat(IsPath ? externalBase : string.Empty, _literals[0], token, _literals[1])
        : Fill(token, InviteUri.ForAccount(_host, token));

    /// <summary>The link to an invite.</summary>
    /// <param name="externalBase">What stands before a path: scheme, authority and prefix, without a slash at its end.</param>
    /// <param name="invite">The invite.</param>
    public string LinkTo(string externalBase, Invite invite)
    {
        ArgumentNullException.ThrowIfNull(invite);
        return _variables is [Variable.Token] ? LinkTo(externalBase, invite.Token) : Fill(invite.Token, invite.Uri);
    }

    /// <summary>Reads the token out of a link to this server.</summary>
    /// <param name="pathAndQuery">What a visitor asked for.</param>
    /// <param name="token">What stands where the token should.</param>
    /// <returns>Whether the link has the form of this template.</returns>
    public bool TryReadToken(string pathAndQuery, out string token)
    {
        ArgumentNullException.ThrowIfNull(pathAndQuery);
        string prefix = _literals[0];
        string suffix = _literals[^1];
        token = string.Empty;
        if (!IsPath
            || pathAndQuery.Length <= prefix.Length + suffix.Length
            || !pathAndQuery.StartsWith(prefix, StringComparison.Ordinal)
            || !pathAndQuery.EndsWith(suffix, StringComparison.Ordinal))
        {
            return false;
        }

        token = pathAndQuery[prefix.Length..^suffix.Length];
        return true;
    }

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    private static Variable Name(string placeholder, string template) => placeholder switch
    {
        // A token has no character that percent-encoding would change.
        "{invite.token}" or "{invite.token!}" or "{invite.token|urlescape}" => Variable.Token,
        "{invite.uri}" or "{invite.uri|urlescape}" => Variable.EscapedUri,
        "{invite.uri!}" => Variable.Uri,
        "{invite.uri|noscheme}" => Variable.UriWithoutScheme,
        _ => throw Invalid(template, $"{placeholder} is not known. There are {{invite.token}}, {{invite.uri}} and {{host}}."),
    };

    private string Fill(string token, string uri)
    {
        string link = _literals[0];
        for (int i = 0; i < _variables.Length; i++)
        {
            string value = _variables[i] switch
            {
                Variable.Token => token,
                Variable.EscapedUri => Uri.EscapeDataString(uri),
                Variable.UriWithoutScheme => Uri.EscapeDataString(uri[InviteUri.Scheme.Length..]),
                _ => uri,
            };
            link = string.Concat(link, value, _literals[i + 1]);
        }

        return link;
    }

    private void Check(string template)
    {
        if (_literals.Any(literal => literal.AsSpan().ContainsAny('{', '}')))
        {
            throw Invalid(template, "A brace has no partner.");
        }

        if (_variables.Length == 0)
        {
            throw Invalid(template, "It lacks {invite.token}, so all links would be the same.");
        }

        if (IsPath && _variables is not [Variable.Token])
        {
            throw Invalid(template, "A path of this server has {invite.token} once and no other part of the invite.");
        }

        const string Sample = "AAAAAAAAAAAAAAAAAAAAAAAA";
        if (!Uri.TryCreate(LinkTo("http://localhost", Sample), UriKind.Absolute, out Uri? link)
            || !(link.Scheme is "http" or "https" || (link.Scheme == "xmpp" && _literals[0].Length == 0))
            || _literals.Any(literal => literal.AsSpan().ContainsAnyExceptInRange('!', '~')))
        {
            throw Invalid(template, "It makes no http or https link.");
        }
    }

    private static InviteException Invalid(string template, string what) => new(
        InviteFault.InvitePageTemplateInvalid,
        $"The template of the invite page '{template}' is malformed. {what} "
        + "Examples: https://example.com/invite?{invite.token}, /invite/{invite.token}/, none.",
        template);
}
