using System.Management.Automation;
using InvitesApi.PowerShell.Completion;
using InvitesApi.PowerShell.Errors;
using InvitesApi.PowerShell.Output;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Lists API keys.</summary>
[Cmdlet(VerbsCommon.Get, "InviteApiKey")]
[OutputType(typeof(InviteApiKey))]
public sealed class GetInviteApiKeyCommand : DatabaseCommand
{
    private const string Removed = "Removed";

    /// <summary>The XMPP domains whose keys are wanted; all without it.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Domain")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VirtualHostCompleter))]
    public string[]? VirtualHost { get; set; }

    /// <summary>The ids of the keys that are wanted.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InviteApiKeyIdCompleter))]
    public string[]? Id { get; set; }

    /// <summary>The names of the keys that are wanted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(InviteApiKeyNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The states of the keys that are wanted.</summary>
    [Parameter]
    [ValidateSet("Active", "Disabled", "Expired", "Exhausted", "Removed")]
    public string[]? State { get; set; }

    /// <summary>Whether removed keys are listed too.</summary>
    [Parameter]
    public SwitchParameter IncludeRemoved { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string? host in VirtualHost ?? [null!])
        {
            foreach (string? id in Id ?? [null!])
            {
                Try(() => List(host, id));
            }
        }
    }

    private void List(string? host, string? id)
    {
        IInviteDatabase database = OpenDatabase();
        bool includesRemoved = IncludeRemoved || State?.Contains(Removed, StringComparer.OrdinalIgnoreCase) == true;
        var keys = Await(new ApiKeys(database, TimeProvider.System)
            .ListAsync(new ApiKeyFilter(host, id, includesRemoved), StopToken).AsTask());
        if (id is not null && keys.Count == 0)
        {
            WriteError(ApiKeys.NotFound(host, id).ToErrorRecord());
        }

        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        foreach (InviteApiKey key in keys.Select(key => new InviteApiKey(key, now, database.Location)).Where(IsWanted))
        {
            WriteObject(key);
        }
    }

    private bool IsWanted(InviteApiKey key) =>
        (State is null || State.Contains(key.State, StringComparer.OrdinalIgnoreCase))
        && (Name is null
            || Array.Exists(Name, name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase).IsMatch(key.Name ?? string.Empty)));
}
