using System.Buffers;
using InvitesApi.Server.Exchange;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Keys;

namespace InvitesApi.Fuzzing.Targets;

/// <summary>Exported data: a line is no item, is refused as New-Invite would, or is written as the same item.</summary>
internal static class JsonLinesTarget
{
    // RFC 3986 §2. Uri.IsWellFormedUriString wants more: it undoes the percent-encoding, and refuses letters of some scripts beside others then.
    private static readonly SearchValues<char> UriCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%");

    /// <summary>Reads a line.</summary>
    /// <param name="data">Its text.</param>
    public static void Run(byte[] data)
    {
        if (Parse(FuzzText.Of(data)) is not { } item)
        {
            return;
        }

        string line = item.ToLine();
        Promise.That(!line.Contains('\n', StringComparison.Ordinal), "an item is one line");
        Promise.That(DataItem.Parse(line) is { } again && again.ToLine() == line, "an item is read as it was written");
        if (item.Key is { } key)
        {
            ApiKeyLimits limits = key.Key.Limits;
            Promise.That(limits.Invites.Groups.Concat(limits.Invites.Roles).All(name => name is not null), "groups and roles have names");
            Promise.That(limits.MaxInvites is null or > 0 && limits.MaxPending is null or > 0, "a key may make some invites");
            Promise.That(limits.Invites.MaxUses is null or > 0 && key.Key.Usage.Invites >= 0, "uses are counted from nothing up");
        }

        if (item.Invite is { } invite)
        {
            Promise.That(invite.Terms.Groups.Concat(invite.Terms.Roles).All(name => name is not null), "groups and roles have names");
            Promise.That(invite.Uses >= 0 && invite.Terms.MaxUses is null or > 0, "uses are counted from nothing up");
            Promise.That(
                Uri.TryCreate(invite.Uri, UriKind.Absolute, out _) && !invite.Uri.AsSpan().ContainsAnyExcept(UriCharacters), "an invite has a URI");
        }
    }

    private static DataItem? Parse(string line)
    {
        try
        {
            return DataItem.Parse(line);
        }
        catch (InviteException fault) when (fault.Fault is InviteFault.InviteInvalid or InviteFault.UsernameInvalid
            or InviteFault.VirtualHostInvalid or InviteFault.InviteApiKeyNameInvalid or InviteFault.InviteApiKeyLimitInvalid)
        {
            return null;
        }
    }
}
