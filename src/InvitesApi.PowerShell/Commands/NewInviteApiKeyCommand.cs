using System.Management.Automation;
using InvitesApi.PowerShell.Completion;
using InvitesApi.PowerShell.Output;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Makes an API key, or takes one over that exists elsewhere.</summary>
[Cmdlet(VerbsCommon.New, "InviteApiKey", SupportsShouldProcess = true)]
[OutputType(typeof(NewInviteApiKey))]
public sealed class NewInviteApiKeyCommand : DatabaseCommand
{
    /// <summary>The XMPP domain that the key makes invites for.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Domain")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VirtualHostCompleter))]
    public string VirtualHost { get; set; } = string.Empty;

    /// <summary>What the key is called.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Name { get; set; }

    /// <summary>The text of a key that exists elsewhere.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Key { get; set; }

    /// <summary>The HTTP methods that the key may be used with.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ValidateSet("GET", "POST")]
    public string[] AllowedMethod { get; set; } = ["GET", "POST"];

    /// <inheritdoc/>
    protected override void ProcessRecord() => Try(() =>
    {
        if (!ShouldProcess($"{VirtualHost} in '{DatabasePath}'", Key is null ? "Make an API key" : "Take over an API key"))
        {
            return;
        }

        IInviteDatabase database = OpenDatabase();
        var request = new ApiKeyRequest(VirtualHost, Name, Key, Methods());
        NewApiKey made = Await(new ApiKeys(database, TimeProvider.System).CreateAsync(request, StopToken).AsTask());
        WriteVerbose($"{made.Key.VirtualHost} has the new key {made.Key.Id}.");
        if (database.IsServersOwn)
        {
            WriteVerbose("Prosody compares keys in clear, so its storage holds the whole key.");
        }

        WriteObject(new NewInviteApiKey(made, database.Location));
    });

    private ApiKeyMethods Methods() => AllowedMethod
        .Select(method => Enum.Parse<ApiKeyMethods>(method, ignoreCase: true))
        .Aggregate(ApiKeyMethods.None, (all, method) => all | method);
}
