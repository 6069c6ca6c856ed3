using System.Management.Automation;
using InvitesApi.PowerShell.Binding;
using InvitesApi.PowerShell.Output;
using InvitesApi.Server.Audit;
using InvitesApi.Server.Invites;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Changes when invites expire, how often they may be used, and their notes.</summary>
[Cmdlet(VerbsCommon.Set, "Invite", SupportsShouldProcess = true)]
[OutputType(typeof(InviteInfo))]
public sealed class SetInviteCommand : InviteTokenCommand
{
    /// <summary>After how long from now the invites are void.</summary>
    [Parameter]
    [DurationTransformation]
    [ValidatePositiveDuration]
    public TimeSpan? ExpiresIn { get; set; }

    /// <summary>From when on the invites are void.</summary>
    [Parameter]
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Whether the invites are good for ever.</summary>
    [Parameter]
    public SwitchParameter NeverExpires { get; set; }

    /// <summary>How often in all the invites may be used.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxUses { get; set; }

    /// <summary>Whether the invites may be used any number of times.</summary>
    [Parameter]
    public SwitchParameter Reusable { get; set; }

    /// <summary>What to remember of the invites; an empty text takes the note away.</summary>
    [Parameter]
    [AllowEmptyString]
    [AllowNull]
    public string? Note { get; set; }

    private protected override string Deed => "Change the invite";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Exclusive.Require(this, nameof(ExpiresIn), nameof(ExpiresAt), nameof(NeverExpires));
        Exclusive.Require(this, nameof(MaxUses), nameof(Reusable));
    }

    private protected override Invite Change(InviteBook book, string token) =>
        Await(book.ChangeAsync(token, Apply, AuditActor.Shell, StopToken).AsTask());

    private InviteTerms Apply(InviteTerms terms) => terms with
    {
        ExpiresAt = NeverExpires ? null : ExpiresAt ?? (ExpiresIn is { } span ? Moment.In(span) : terms.ExpiresAt),
        MaxUses = Reusable ? null : MaxUses ?? terms.MaxUses,
        Note = MyInvocation.BoundParameters.ContainsKey(nameof(Note)) ? Note : terms.Note,
    };
}
