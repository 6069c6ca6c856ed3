namespace InvitesApi.PowerShell.Completion;

/// <summary>Completes the roles that Prosody has by itself.</summary>
public sealed class RoleCompleter : ListCompleter
{
    private protected override IEnumerable<string> Items() => ["prosody:admin", "prosody:member", "prosody:registered", "prosody:restricted"];
}
