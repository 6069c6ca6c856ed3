using System.Management.Automation;
using InvitesApi.PowerShell.Binding;
using InvitesApi.PowerShell.Output;
using InvitesApi.Server.Keys;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Gives API keys new tokens under the same ids.</summary>
[Cmdlet(VerbsCommon.Reset, "InviteApiKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(NewInviteApiKey))]
public sealed class ResetInviteApiKeyCommand : InviteApiKeyIdCommand
{
    /// <summary>How long the tokens that the keys had are good beside the new ones.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? Overlap { get; set; }

    /// <summary>Whether the keys' texts are put out as SecureStrings.</summary>
    [Parameter]
    public SwitchParameter AsSecureString { get; set; }

    private protected override string Deed => "Give the API key a new token";

    private protected override void Process(ApiKeys keys, string id)
    {
        TimeSpan overlap = Overlap is { } span && span > TimeSpan.Zero ? span : TimeSpan.Zero;
        NewApiKey reset = Await(keys.ResetAsync(VirtualHost, id, overlap, StopToken).AsTask());
        WriteVerbose(overlap > TimeSpan.Zero
            ? $"The key {id} of {VirtualHost} has a new token. The one it had is good for {overlap}."
            : $"The key {id} of {VirtualHost} has a new token. The one it had is refused from now on.");
        WriteObject(new NewInviteApiKey(reset, DatabasePath, AsSecureString));
    }
}
