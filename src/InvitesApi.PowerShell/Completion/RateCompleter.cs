namespace InvitesApi.PowerShell.Completion;

/// <summary>Completes rates, to show their form.</summary>
public sealed class RateCompleter : ListCompleter
{
    private protected override IEnumerable<string> Items() => ["60/min", "10/s", "1000/h", "5/day"];
}
