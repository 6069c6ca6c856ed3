using InvitesApi.Server.Keys;

namespace InvitesApi.PowerShell.Completion;

/// <summary>Completes the ids of keys.</summary>
public sealed class InviteApiKeyIdCompleter : KeyCompleter
{
    private protected override string? Text(ApiKey key) => key.Id;
}
