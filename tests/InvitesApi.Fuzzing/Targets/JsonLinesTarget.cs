using InvitesApi.Server.Exchange;
using InvitesApi.Server.Faults;

namespace InvitesApi.Fuzzing.Targets;

/// <summary>Exported data: a line is no item, is refused as New-Invite would, or is written as the same item.</summary>
internal static class JsonLinesTarget
{
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
        if (item.Invite is { } invite)
        {
            Promise.That(invite.Terms.Groups.Concat(invite.Terms.Roles).All(name => name is not null), "groups and roles have names");
            Promise.That(invite.Uses >= 0 && invite.Terms.MaxUses is null or > 0, "uses are counted from nothing up");
            Promise.That(Uri.IsWellFormedUriString(invite.Uri, UriKind.Absolute), "an invite has a URI");
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
