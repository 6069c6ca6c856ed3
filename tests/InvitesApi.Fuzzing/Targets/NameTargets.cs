using System.Text;
using InvitesApi.Server.Accounts;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Keys;
using InvitesApi.Server.VirtualHosts;
using InvitesApi.Server.Xmpp.Components;

namespace InvitesApi.Fuzzing.Targets;

/// <summary>Names: each is refused, or has one form, which is its own.</summary>
internal static class NameTargets
{
    /// <summary>Reads the name of an account, and that of a key.</summary>
    /// <param name="data">Its text.</param>
    public static void Account(byte[] data)
    {
        string text = FuzzText.Of(data);
        if (AccountName.Check(text, out string name) == AccountNameVerdict.Good)
        {
            Promise.That(AccountName.TryNormalize(name) == name, "the form of a name is its own form");
            Promise.That(AccountName.TryNormalize(text.ToUpperInvariant()) is null or { Length: > 0 }, "no name is empty");
            Promise.That(Encoding.UTF8.GetByteCount(name) <= AccountName.LongestBytes, "a name is of bounded length");
            Promise.That(!name.Any(c => "\"&'/:<>@ ".Contains(c, StringComparison.Ordinal)), "a name can stand in an address");
        }
        else
        {
            Promise.That(name.Length == 0, "what is refused has no form");
        }

        try
        {
            Promise.That(ApiKeyName.Normalize(text) is not { } label || ApiKeyName.Normalize(label) == label, "the form of a key's name is its own");
        }
        catch (InviteException fault) when (fault.Fault == InviteFault.InviteApiKeyNameInvalid)
        {
            Promise.That(!fault.Message.Any(char.IsControl), "what is refused does not reach a terminal");
        }
    }

    /// <summary>Reads the name of a host.</summary>
    /// <param name="data">Its text.</param>
    public static void Host(byte[] data)
    {
        string text = FuzzText.Of(data);
        try
        {
            string name = VirtualHostName.Normalize(text);
            string ascii = VirtualHostName.ToAscii(name);
            Promise.That(VirtualHostName.Normalize(name) == name, "the form of a host's name is its own form");
            Promise.That(VirtualHostName.Normalize(ascii) == name, "its form in HTTP is the same host");
            Promise.That(Ascii.IsValid(ascii), "its form in HTTP is ASCII");
        }
        catch (InviteException fault) when (fault.Fault == InviteFault.VirtualHostInvalid)
        {
            Promise.That(!fault.Message.Any(char.IsControl), "what is refused does not reach a terminal");
        }
    }

    /// <summary>Reads an address, and a pattern of addresses.</summary>
    /// <param name="data">The address, a line break, and the pattern.</param>
    public static void Jid(byte[] data)
    {
        string[] parts = FuzzText.Of(data).Split('\n', 2);
        bool isAddress = Server.Xmpp.Components.Jid.TryParse(parts[0], out Jid? jid);
        if (isAddress)
        {
            Promise.That(
                Server.Xmpp.Components.Jid.TryParse(jid!.ToString(), out Jid? again) && again == jid, "the form of an address is its own form");
        }

        try
        {
            var pattern = JidPattern.Parse(parts[^1]);
            Promise.That(!isAddress || !pattern.Matches(jid!) || jid!.Local.Length > 0, "a pattern is of users");
        }
        catch (InviteException fault) when (fault.Fault == InviteFault.ComponentOptionInvalid)
        {
            // Refused, as it should be.
        }
    }
}
