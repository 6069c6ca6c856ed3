using System.Diagnostics.CodeAnalysis;
using InvitesApi.Server.Accounts;
using InvitesApi.Server.Faults;
using InvitesApi.Server.VirtualHosts;

namespace InvitesApi.Server.Xmpp.Components;

/// <summary>An XMPP address: <c>local@domain/resource</c> (RFC 7622), its local part and domain in the form that is compared.</summary>
/// <param name="Local">The part before the <c>@</c>; empty where there is none.</param>
/// <param name="Domain">The domain.</param>
/// <param name="Resource">The part after the <c>/</c>; empty where there is none.</param>
internal sealed record Jid(string Local, string Domain, string Resource)
{
    /// <summary>The address without the resource.</summary>
    public string Bare => Local.Length == 0 ? Domain : $"{Local}@{Domain}";

    /// <summary>Reads an address.</summary>
    /// <param name="text">What came.</param>
    /// <param name="jid">The address.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Jid? jid)
    {
        jid = null;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string bare = slash < 0 ? text : text[..slash];
        string resource = slash < 0 ? string.Empty : text[(slash + 1)..];
        int at = bare.IndexOf('@', StringComparison.Ordinal);
        string local = string.Empty;
        if (at >= 0 && AccountName.Check(bare[..at], out local) != AccountNameVerdict.Good)
        {
            return false;
        }

        try
        {
            jid = new Jid(local, VirtualHostName.Normalize(bare[(at + 1)..]), resource);
            return true;
        }
        catch (InviteException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Resource.Length == 0 ? Bare : $"{Bare}/{Resource}";
}
