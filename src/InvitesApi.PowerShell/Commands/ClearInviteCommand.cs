using System.Management.Automation;
using InvitesApi.PowerShell.Completion;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Forgets invites that have ended, with their history.</summary>
[Cmdlet(VerbsCommon.Clear, "Invite", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class ClearInviteCommand : InviteBookCommand
{
    /// <summary>The XMPP domains whose invites are forgotten; all without it.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Domain")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VirtualHostCompleter))]
    public string[]? VirtualHost { get; set; }

    /// <summary>The moment before which the invites ended: expired, were used up or revoked.</summary>
    [Parameter(Mandatory = true)]
    public DateTimeOffset Before { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string? host in VirtualHost ?? [null!])
        {
            Try(() => Forget(host));
        }
    }

    private void Forget(string? host)
    {
        if (ShouldProcess(
            $"{host ?? "every host"} in '{DatabasePath}'",
            $"Forget the invites, with their history, that ended before {Before.LocalDateTime:yyyy-MM-dd HH:mm}"))
        {
            long forgotten = Await(OpenBook().ForgetAsync(Before, host, StopToken).AsTask());
            WriteVerbose($"{forgotten} invites were forgotten.");
        }
    }
}
