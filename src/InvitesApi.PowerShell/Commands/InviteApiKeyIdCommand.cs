using System.Management.Automation;
using InvitesApi.PowerShell.Completion;
using InvitesApi.Server.Keys;

namespace InvitesApi.PowerShell.Commands;

/// <summary>What all cmdlets have that do something to keys which are there.</summary>
public abstract class InviteApiKeyIdCommand : InviteBookCommand
{
    private protected InviteApiKeyIdCommand()
    {
    }

    /// <summary>The XMPP domain that the keys make invites for.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Domain")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VirtualHostCompleter))]
    public string VirtualHost { get; set; } = string.Empty;

    /// <summary>The ids of the keys.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InviteApiKeyIdCompleter))]
    public string[] Id { get; set; } = [];

    /// <summary>What is done, for <c>-WhatIf</c> and <c>-Confirm</c>.</summary>
    private protected abstract string Deed { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string id in Id)
        {
            Try(() =>
            {
                if (ShouldProcess($"{id} of {VirtualHost} in '{DatabasePath}'", Deed))
                {
                    Process(new ApiKeys(OpenDatabase(), TimeProvider.System), id);
                }
            });
        }
    }

    /// <summary>Does it to one.</summary>
    /// <param name="keys">The keys of the database.</param>
    /// <param name="id">The key's id.</param>
    private protected abstract void Process(ApiKeys keys, string id);
}
