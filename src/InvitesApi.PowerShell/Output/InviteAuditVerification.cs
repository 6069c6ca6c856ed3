using InvitesApi.Server.Audit;

namespace InvitesApi.PowerShell.Output;

/// <summary>An audit trail that is whole. Note its head elsewhere: <c>Get-InviteAudit -Verify -ExpectedHead</c> looks for it.</summary>
public sealed class InviteAuditVerification
{
    internal InviteAuditVerification(AuditVerification verified, string database)
    {
        Count = verified.Count;
        Head = verified.Head;
        LastAt = verified.Last?.LocalDateTime;
        Database = database;
    }

    /// <summary>How many entries the trail has; the number of the last.</summary>
    public long Count { get; }

    /// <summary>The hash of the last entry, in hexadecimal.</summary>
    public string Head { get; }

    /// <summary>When the last entry was written, in local time; null where there is none.</summary>
    public DateTime? LastAt { get; }

    /// <summary>The database that it is in.</summary>
    public string Database { get; }
}
