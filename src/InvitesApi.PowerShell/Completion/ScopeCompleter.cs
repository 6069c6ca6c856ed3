namespace InvitesApi.PowerShell.Completion;

/// <summary>Completes what a key may be used for.</summary>
public sealed class ScopeCompleter : ListCompleter
{
    private protected override IEnumerable<string> Items() => ["create", "list", "revoke", "reset", "all"];
}
