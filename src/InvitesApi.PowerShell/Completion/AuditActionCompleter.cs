using InvitesApi.Server.Audit;

namespace InvitesApi.PowerShell.Completion;

/// <summary>Completes what entries of the audit trail tell.</summary>
public sealed class AuditActionCompleter : ListCompleter
{
    private protected override IEnumerable<string> Items() => AuditAction.All;
}
