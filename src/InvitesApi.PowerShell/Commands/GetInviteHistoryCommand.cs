using System.Management.Automation;
using InvitesApi.PowerShell.Completion;
using InvitesApi.PowerShell.Output;
using InvitesApi.Server.Invites;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Tells who made which invite, what was done to it, and who used it.</summary>
[Cmdlet(VerbsCommon.Get, "InviteHistory", DefaultParameterSetName = ByProperty)]
[OutputType(typeof(InviteHistoryEntry))]
public sealed class GetInviteHistoryCommand : InviteBookCommand
{
    private const string ByProperty = "Property";
    private const string ByToken = "Token";

    /// <summary>The XMPP domains whose invites are of interest; all without it.</summary>
    [Parameter(Position = 0, ParameterSetName = ByProperty)]
    [Alias("Domain")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VirtualHostCompleter))]
    public string[]? VirtualHost { get; set; }

    /// <summary>The invites of interest: their tokens, the links to their pages, or their <c>xmpp:</c> URIs.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByToken)]
    [Alias("Link", "Page", "Uri")]
    [ValidateNotNullOrEmpty]
    public string[] Token { get; set; } = [];

    /// <summary>What was done.</summary>
    [Parameter]
    [ValidateSet("Created", "Changed", "Revoked", "Restored", "Used")]
    public string[]? Action { get; set; }

    /// <summary>Who did it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string? Actor { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string token in Token)
        {
            Try(() => Tell(Await(OpenBook().GetAsync(token, StopToken).AsTask())));
        }

        if (ParameterSetName == ByProperty)
        {
            foreach (string? host in VirtualHost ?? [null!])
            {
                Try(() => List(host));
            }
        }
    }

    private void List(string? host)
    {
        foreach (var invite in Each(OpenBook().ListAsync(new InviteFilter { VirtualHost = host }, StopToken)))
        {
            Tell(invite);
        }
    }

    private void Tell(Invite invite)
    {
        foreach (InviteEvent happened in Await(OpenBook().HistoryAsync(invite, StopToken).AsTask()))
        {
            var entry = new InviteHistoryEntry(happened, DatabasePath);
            if ((Action is null || Action.Contains(entry.Action, StringComparer.OrdinalIgnoreCase))
                && (Actor is null || WildcardPattern.Get(Actor, WildcardOptions.IgnoreCase).IsMatch(entry.Actor ?? string.Empty)))
            {
                WriteObject(entry);
            }
        }
    }
}
