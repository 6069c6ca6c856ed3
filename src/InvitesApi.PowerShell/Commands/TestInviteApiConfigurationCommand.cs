using System.Management.Automation;
using InvitesApi.PowerShell.Configuration;
using InvitesApi.PowerShell.Errors;
using InvitesApi.PowerShell.Loading;
using InvitesApi.PowerShell.Output;
using InvitesApi.Server.Configuration;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Tells what is wrong with a configuration file, without starting a server.</summary>
[Cmdlet(VerbsDiagnostic.Test, "InviteApiConfiguration")]
[OutputType(typeof(InviteApiConfigurationFinding))]
public sealed class TestInviteApiConfigurationCommand : InviteCommand
{
    /// <summary>The files.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Path", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] ConfigurationFile { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (!ServerLoadContext.HasAspNetCore)
        {
            ThrowTerminatingError(InviteErrors.NoAspNetCore());
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Try(() =>
    {
        foreach (string path in ConfigurationFile)
        {
            Check(ConfigurationReader.Read(SessionState, path));
        }
    });

    // A method of its own: what it needs of ASP.NET Core is loaded when it is called, and not before.
    private void Check(ConfigurationLayer file)
    {
        IReadOnlyList<ConfigurationFinding> findings =
            Await(ConfigurationCheck.RunAsync(file, () => SessionPath.OfDatabase(SessionState, location: null), StopToken));
        WriteVerbose($"{file.File}: {findings.Count} findings.");
        WriteObject(findings.Select(finding => new InviteApiConfigurationFinding(finding)), enumerateCollection: true);
    }
}
