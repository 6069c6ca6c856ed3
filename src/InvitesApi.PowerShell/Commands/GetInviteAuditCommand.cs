using System.Management.Automation;
using InvitesApi.PowerShell.Binding;
using InvitesApi.PowerShell.Completion;
using InvitesApi.PowerShell.Output;
using InvitesApi.Server.Audit;
using InvitesApi.Server.Invites;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Tells who made, changed, used or removed what and when, and checks that nobody has changed that.</summary>
[Cmdlet(VerbsCommon.Get, "InviteAudit", DefaultParameterSetName = ByProperty, SupportsPaging = true)]
[OutputType(typeof(InviteAuditEntry), ParameterSetName = [ByProperty])]
[OutputType(typeof(InviteAuditVerification), ParameterSetName = [ByVerification])]
public sealed class GetInviteAuditCommand : InviteBookCommand
{
    private const string ByProperty = "Property";
    private const string ByVerification = "Verify";

    private ulong _skipped;
    private ulong _shown;

    /// <summary>The XMPP domains of interest; all without it.</summary>
    [Parameter(Position = 0, ParameterSetName = ByProperty)]
    [Alias("Domain")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VirtualHostCompleter))]
    public string[]? VirtualHost { get; set; }

    /// <summary>What was done.</summary>
    [Parameter(ParameterSetName = ByProperty)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AuditActionCompleter))]
    public string[]? Action { get; set; }

    /// <summary>Who did it.</summary>
    [Parameter(ParameterSetName = ByProperty)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Actor { get; set; }

    /// <summary>What it was done to: ids of keys, or designations of invites.</summary>
    [Parameter(ParameterSetName = ByProperty)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Subject { get; set; }

    /// <summary>The invite that it was done to: its token, the link to its page, or its <c>xmpp:</c> URI.</summary>
    [Parameter(ParameterSetName = ByProperty)]
    [Alias("Link", "Page", "Uri")]
    [ValidateNotNullOrEmpty]
    public string? Token { get; set; }

    /// <summary>The moment from which on it was done.</summary>
    [Parameter(ParameterSetName = ByProperty)]
    public DateTimeOffset? After { get; set; }

    /// <summary>The moment before which it was done.</summary>
    [Parameter(ParameterSetName = ByProperty)]
    public DateTimeOffset? Before { get; set; }

    /// <summary>Checks the whole chain of entries.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByVerification)]
    public SwitchParameter Verify { get; set; }

    /// <summary>A head that was noted earlier, which must still be in the chain.</summary>
    [Parameter(ParameterSetName = ByVerification)]
    [Alias("Head")]
    [ValidatePattern("^[0-9a-fA-F]{64}$")]
    public string? ExpectedHead { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (PagingParameters.IncludeTotalCount)
        {
            WriteObject(PagingParameters.NewTotalCount(0, 0)); // not known: they are read as they are asked for
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ByVerification)
        {
            Try(() => WriteObject(new InviteAuditVerification(
                Await(new AuditTrail(OpenDatabase()).VerifyAsync(ExpectedHead, StopToken).AsTask()), DatabasePath)));
            return;
        }

        foreach (string? host in VirtualHost ?? [null!])
        {
            Try(() => List(host));
        }
    }

    private void List(string? host)
    {
        Wildcards actions = new(Action), actors = new(Actor), subjects = new(Subject);
        string? invite = Token is null ? null : InviteDesignation.Of(InviteUri.TokenOf(Token));
        foreach (var entry in Each(new AuditTrail(OpenDatabase()).ListAsync(new AuditFilter(host, After, Before), StopToken)))
        {
            if (actions.Match(entry.Action) && actors.Match(entry.Actor) && subjects.Match(entry.Subject)
                && (invite is null || entry.Names(invite))
                && !Page(entry))
            {
                break;
            }
        }
    }

    // Whether more are wanted.
    private bool Page(AuditEntry entry)
    {
        if (_shown >= PagingParameters.First)
        {
            return false;
        }

        if (_skipped < PagingParameters.Skip)
        {
            _skipped++;
            return true;
        }

        WriteObject(new InviteAuditEntry(entry, DatabasePath));
        return ++_shown < PagingParameters.First;
    }
}
