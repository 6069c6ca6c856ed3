using System.Collections;
using InvitesApi.Server.Keys;

namespace InvitesApi.PowerShell.Completion;

/// <summary>Completes the names of virtual hosts that have keys.</summary>
public sealed class VirtualHostCompleter : KeyCompleter
{
    private protected override string? Text(ApiKey key) => key.VirtualHost;

    private protected override string[]? Hosts(IDictionary bound) => null;
}
