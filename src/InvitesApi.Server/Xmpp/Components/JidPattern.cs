using System.IO.Enumeration;
using InvitesApi.Server.Accounts;
using InvitesApi.Server.Faults;
using InvitesApi.Server.VirtualHosts;

namespace InvitesApi.Server.Xmpp.Components;

/// <summary>
/// A pattern of addresses: <c>user@example.com</c>, <c>*@example.com</c> or <c>example.com</c> for every user of a domain,
/// <c>admin*@*.example.com</c>. A <c>*</c> stands for any characters of its half.
/// </summary>
internal sealed class JidPattern
{
    private readonly string _local;
    private readonly string _domain;

    private JidPattern(string local, string domain)
    {
        _local = local;
        _domain = domain;
    }

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.ComponentOptionInvalid"/>.</exception>
    public static JidPattern Parse(string text)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        string local = at < 0 ? "*" : text[..at].ToLowerInvariant();
        string domain = text[(at + 1)..].ToLowerInvariant();
        return IsLocal(local) && IsDomain(domain) ? new JidPattern(local, Normalize(domain)) : throw new InviteException(
            InviteFault.ComponentOptionInvalid,
            $"'{text}' is no pattern of addresses. Give user@example.com, *@example.com or example.com.",
            text);
    }

    /// <summary>Whether a user's address matches.</summary>
    /// <param name="jid">An address.</param>
    public bool Matches(Jid jid) => jid.Local.Length > 0 && Matches(_local, jid.Local) && Matches(_domain, jid.Domain);

    // The simple expressions of file names: '*' and '?', with '\' to take them literally; '?' is refused above, '\' doubled here.
    private static bool Matches(string pattern, string text) => FileSystemName.MatchesSimpleExpression(
        pattern.Replace(@"\", @"\\", StringComparison.Ordinal), text, ignoreCase: false);

    private static bool IsLocal(string local) => local.Length > 0
        && !local.Contains('?', StringComparison.Ordinal)
        && (local.All(c => c == '*') || AccountName.TryNormalize(local.Replace("*", string.Empty, StringComparison.Ordinal)) is not null);

    private static bool IsDomain(string domain)
    {
        try
        {
            return domain.All(c => c == '*') ? domain.Length > 0 : Normalize(domain).Length > 0;
        }
        catch (InviteException)
        {
            return false;
        }
    }

    // With a '*' only the characters are looked at: the whole may be the end of many names.
    private static string Normalize(string domain)
    {
        if (!domain.Contains('*', StringComparison.Ordinal))
        {
            return VirtualHostName.Normalize(domain);
        }

        VirtualHostName.Normalize(domain.Replace("*", "x", StringComparison.Ordinal));
        return domain;
    }
}
