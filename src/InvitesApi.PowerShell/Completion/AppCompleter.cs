using InvitesApi.Server.Pages;

namespace InvitesApi.PowerShell.Completion;

/// <summary>Completes ids of apps: those of the program's own catalogue.</summary>
public sealed class AppCompleter : ListCompleter
{
    private protected override IEnumerable<string> Items() => PageOptions.KnownApps;
}
