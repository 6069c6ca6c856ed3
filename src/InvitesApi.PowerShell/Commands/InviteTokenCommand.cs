using System.Management.Automation;
using InvitesApi.PowerShell.Output;
using InvitesApi.Server.Invites;

namespace InvitesApi.PowerShell.Commands;

/// <summary>What all cmdlets have that do something to invites which are there.</summary>
public abstract class InviteTokenCommand : InviteBookCommand
{
    private protected InviteTokenCommand()
    {
    }

    /// <summary>The invites: their tokens, the links to their pages, or their <c>xmpp:</c> URIs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Link", "Page", "Uri")]
    [ValidateNotNullOrEmpty]
    public string[] Token { get; set; } = [];

    /// <summary>Whether to put the invites out as they are then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>What is done, for <c>-WhatIf</c> and <c>-Confirm</c>.</summary>
    private protected abstract string Deed { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string token in Token)
        {
            Try(() => Process(token));
        }
    }

    /// <summary>Does it to one.</summary>
    /// <param name="book">The invites.</param>
    /// <param name="token">The token or the link.</param>
    /// <returns>The invite as it is then.</returns>
    private protected abstract Invite Change(InviteBook book, string token);

    private void Process(string token)
    {
        if (!ShouldProcess($"{token} in '{DatabasePath}'", Deed))
        {
            return;
        }

        InviteInfo invite = Shown(Change(OpenBook(), token));
        WriteVerbose($"{Deed}: it is {invite.State} now.");
        if (PassThru)
        {
            WriteObject(invite);
        }
    }
}
