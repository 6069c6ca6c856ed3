using System.Management.Automation;
using InvitesApi.PowerShell.Binding;
using InvitesApi.PowerShell.Completion;
using InvitesApi.PowerShell.Output;
using InvitesApi.Server.Audit;
using InvitesApi.Server.Invites;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Makes invites: to make an account, to become a contact, or to set a new password.</summary>
[Cmdlet(VerbsCommon.New, "Invite", SupportsShouldProcess = true, DefaultParameterSetName = Account)]
[OutputType(typeof(NewInviteInfo))]
public sealed class NewInviteCommand : InviteBookCommand
{
    private const string Account = "Account";
    private const string ToContact = "Contact";
    private const string Reset = "ResetPassword";
    private const string AdminRole = "prosody:admin";

    /// <summary>The XMPP domain that the invite is for.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Domain")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VirtualHostCompleter))]
    public string VirtualHost { get; set; } = string.Empty;

    /// <summary>The only name that the account may have.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = Account)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ToContact)]
    [AllowEmptyString]
    public string? Username { get; set; }

    /// <summary>The account that the holder becomes a contact of.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ToContact)]
    [ValidateNotNullOrEmpty]
    public string? Contact { get; set; }

    /// <summary>Whether a contact invite lets its holder make an account too.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ToContact)]
    public SwitchParameter AllowRegistration { get; set; }

    /// <summary>The account whose password the holder sets.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = Reset)]
    [ValidateNotNullOrEmpty]
    public string? ResetPassword { get; set; }

    /// <summary>The groups that the account becomes a member of.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = Account)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ToContact)]
    [AllowEmptyCollection]
    public string[] Group { get; set; } = [];

    /// <summary>The roles that the account gets.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = Account)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ToContact)]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(RoleCompleter))]
    public string[] Role { get; set; } = [];

    /// <summary>Whether the account gets the role of an administrator.</summary>
    [Parameter(ParameterSetName = Account)]
    [Parameter(ParameterSetName = ToContact)]
    public SwitchParameter Admin { get; set; }

    /// <summary>After how long the invite is void.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [DurationTransformation]
    [ValidatePositiveDuration]
    public TimeSpan? ExpiresIn { get; set; }

    /// <summary>From when on the invite is void.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Whether the invite is good for ever.</summary>
    [Parameter]
    public SwitchParameter NeverExpires { get; set; }

    /// <summary>How often the invite may be used.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = Account)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ToContact)]
    [ValidateRange(1, int.MaxValue)]
    public int MaxUses { get; set; } = 1;

    /// <summary>Whether the invite may be used any number of times.</summary>
    [Parameter(ParameterSetName = Account)]
    [Parameter(ParameterSetName = ToContact)]
    public SwitchParameter Reusable { get; set; }

    /// <summary>What to remember of the invite.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Note { get; set; }

    /// <summary>How many invites to make.</summary>
    [Parameter]
    [ValidateRange(1, 100_000)]
    public int Count { get; set; } = 1;

    /// <inheritdoc/>
    protected override void ProcessRecord() => Try(() =>
    {
        if (Contradiction() is { } error)
        {
            Refuse(error);
            return;
        }

        string deed = Count == 1 ? "Make an invite" : $"Make {Count} invites";
        if (!ShouldProcess($"{VirtualHost} in '{DatabasePath}'", deed))
        {
            return;
        }

        foreach (var invite in Await(OpenBook().CreateAsync(Terms(), Count, AuditActor.Shell, StopToken).AsTask()))
        {
            WriteObject(new NewInviteInfo(invite, PageOf(invite), invite.CreatedAt, DatabasePath));
        }
    });

    private ErrorRecord? Contradiction() =>
        Exclusive.Find(this, nameof(ExpiresIn), nameof(ExpiresAt), nameof(NeverExpires))
        ?? Exclusive.Find(this, nameof(MaxUses), nameof(Reusable));

    // A row of a table is one item of many; what was typed is all there is.
    private void Refuse(ErrorRecord error)
    {
        if (!MyInvocation.ExpectingInput)
        {
            ThrowTerminatingError(error);
        }

        WriteError(error);
    }

    private InviteTerms Terms() => new()
    {
        VirtualHost = VirtualHost,
        Kind = ParameterSetName switch
        {
            Reset => InviteKind.Reset,
            ToContact => InviteKind.Contact,
            _ => InviteKind.Account,
        },
        Username = NullIfEmpty(ResetPassword ?? Username),
        Contact = Contact,
        AllowRegistration = AllowRegistration,
        Groups = [.. Group.Where(name => name.Length > 0)],
        Roles = [.. Role.Where(name => name.Length > 0), .. Admin ? [AdminRole] : Array.Empty<string>()],
        ExpiresAt = End(),
        MaxUses = Reusable ? null : MaxUses,
        Note = Note,
    };

    private DateTimeOffset? End() => NeverExpires
        ? null
        : ExpiresAt ?? Moment.In(ExpiresIn ?? (ResetPassword is null ? InviteRules.Lifetime : InviteRules.ResetLifetime));

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
