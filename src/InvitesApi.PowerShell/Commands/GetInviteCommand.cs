using System.Management.Automation;
using InvitesApi.PowerShell.Binding;
using InvitesApi.PowerShell.Completion;
using InvitesApi.PowerShell.Output;
using InvitesApi.Server.Invites;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Lists invites, newest first.</summary>
[Cmdlet(VerbsCommon.Get, "Invite", DefaultParameterSetName = ByProperty, SupportsPaging = true)]
[OutputType(typeof(InviteInfo))]
public sealed class GetInviteCommand : InviteBookCommand
{
    private const string ByProperty = "Property";
    private const string ByToken = "Token";

    private ulong _skipped;
    private ulong _shown;

    /// <summary>The XMPP domains whose invites are wanted; all without it.</summary>
    [Parameter(Position = 0, ParameterSetName = ByProperty)]
    [Alias("Domain")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VirtualHostCompleter))]
    public string[]? VirtualHost { get; set; }

    /// <summary>The invites that are wanted: their tokens, the links to their pages, or their <c>xmpp:</c> URIs.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByToken)]
    [Alias("Link", "Page", "Uri")]
    [ValidateNotNullOrEmpty]
    public string[] Token { get; set; } = [];

    /// <summary>The state that the invites are in.</summary>
    [Parameter(ParameterSetName = ByProperty)]
    [ValidateSet("Pending", "Used", "Expired", "Revoked")]
    public string? State { get; set; }

    /// <summary>What the invites let their holders do.</summary>
    [Parameter(ParameterSetName = ByProperty)]
    [ValidateSet("Account", "Contact", "Reset")]
    public string? Kind { get; set; }

    /// <summary>Who made the invites.</summary>
    [Parameter(ParameterSetName = ByProperty)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Source { get; set; }

    /// <summary>The names in the invites: preset, of a contact, or whose password is to be set.</summary>
    [Parameter(ParameterSetName = ByProperty)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Username { get; set; }

    /// <summary>The notes of the invites.</summary>
    [Parameter(ParameterSetName = ByProperty)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Note { get; set; }

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
        if (ParameterSetName == ByToken)
        {
            foreach (string token in Token)
            {
                Try(() => Page(Await(OpenBook().GetAsync(token, StopToken).AsTask())));
            }

            return;
        }

        foreach (string? host in VirtualHost ?? [null!])
        {
            Try(() => List(host));
        }
    }

    private void List(string? host)
    {
        Wildcards sources = new(Source), usernames = new(Username), notes = new(Note);
        foreach (var invite in Each(OpenBook().ListAsync(Filter(host), StopToken)))
        {
            if (sources.Match(invite.Source)
                && (usernames.Match(invite.Terms.Username) || usernames.Match(invite.Terms.Contact))
                && notes.Match(invite.Terms.Note)
                && !Page(invite))
            {
                break;
            }
        }
    }

    // Whether more are wanted.
    private bool Page(Invite invite)
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

        WriteObject(Shown(invite));
        return ++_shown < PagingParameters.First;
    }

    private InviteFilter Filter(string? host) => new()
    {
        VirtualHost = host,
        Kind = Kind is null ? null : Enum.Parse<InviteKind>(Kind, ignoreCase: true),
        State = State is null ? null : Enum.Parse<InviteState>(State, ignoreCase: true),
        Username = Username is [{ } name] && !WildcardPattern.ContainsWildcardCharacters(name) ? InviteFilter.UsernameOf(name) : null,
    };
}
