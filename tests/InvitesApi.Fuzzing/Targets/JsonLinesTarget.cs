using InvitesApi.Server.Exchange;

namespace InvitesApi.Fuzzing.Targets;

/// <summary>Exported data: a line is no item, or one that is written as the same item.</summary>
internal static class JsonLinesTarget
{
    /// <summary>Reads a line.</summary>
    /// <param name="data">Its text.</param>
    public static void Run(byte[] data)
    {
        if (DataItem.Parse(FuzzText.Of(data)) is not { } item)
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
}
