using System.Text.Json;
using InvitesApi.Server.Audit;

namespace InvitesApi.Server.Tests.Support;

/// <summary>What tests read of the audit trail.</summary>
internal static class AuditSamples
{
    /// <summary>How many invites an entry tells of.</summary>
    public static int Count(AuditEntry entry)
    {
        using var detail = JsonDocument.Parse(entry.Detail);
        return detail.RootElement.GetProperty("count").GetInt32();
    }

    /// <summary>How many invites all entries tell of that were made.</summary>
    public static async Task<int> CountMadeAsync(AuditTrail trail, CancellationToken cancellation)
    {
        int made = 0;
        await foreach (AuditEntry entry in trail.ListAsync(new AuditFilter(), cancellation))
        {
            made += entry.Action == AuditAction.InvitesMade ? Count(entry) : 0;
        }

        return made;
    }
}
