using InvitesApi.Server.Keys;

namespace InvitesApi.PowerShell.Completion;

/// <summary>Completes the names of keys.</summary>
public sealed class InviteApiKeyNameCompleter : KeyCompleter
{
    private protected override string? Text(ApiKey key) => key.Name;
}
