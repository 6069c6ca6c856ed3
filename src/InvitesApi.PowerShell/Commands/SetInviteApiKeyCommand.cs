using System.Management.Automation;
using InvitesApi.PowerShell.Binding;
using InvitesApi.PowerShell.Completion;
using InvitesApi.PowerShell.Output;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Limits;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Changes API keys: their names, their expiry, their limits, and whether they are disabled.</summary>
[Cmdlet(VerbsCommon.Set, "InviteApiKey", SupportsShouldProcess = true)]
[OutputType(typeof(InviteApiKey))]
public sealed class SetInviteApiKeyCommand : InviteApiKeyIdCommand
{
    /// <summary>What the keys are called; an empty text takes the name away.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? Name { get; set; }

    /// <summary>The HTTP methods that the keys may be used with.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateSet("GET", "POST")]
    public string[] AllowedMethod { get; set; } = [];

    /// <summary>After how long from now the keys are refused.</summary>
    [Parameter]
    [DurationTransformation]
    [ValidatePositiveDuration]
    public TimeSpan? ExpiresIn { get; set; }

    /// <summary>From when on the keys are refused.</summary>
    [Parameter]
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Whether the keys are good for ever.</summary>
    [Parameter]
    public SwitchParameter NeverExpires { get; set; }

    /// <summary>The networks that the keys may be used from; none: any.</summary>
    [Parameter]
    public string[]? AllowedAddress { get; set; }

    /// <summary>What the keys may be used for.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ScopeCompleter))]
    public string[]? Scope { get; set; }

    /// <summary>How many invites the keys may make in all, those that they have made included.</summary>
    [Parameter]
    public long? MaxInvites { get; set; }

    /// <summary>How many of their invites may be pending at a time.</summary>
    [Parameter]
    public long? MaxPending { get; set; }

    /// <summary>How often the keys may be used.</summary>
    [Parameter]
    [RateTransformation]
    [ArgumentCompleter(typeof(RateCompleter))]
    public string? RateLimit { get; set; }

    /// <summary>How long the invites that they make from now on are good at the most.</summary>
    [Parameter]
    [DurationTransformation]
    [ValidatePositiveDuration]
    public TimeSpan? InviteExpiresIn { get; set; }

    /// <summary>How often each of those invites may be used.</summary>
    [Parameter]
    public int? InviteMaxUses { get; set; }

    /// <summary>The groups that the accounts become members of.</summary>
    [Parameter]
    public string[]? InviteGroup { get; set; }

    /// <summary>The roles that the accounts get.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RoleCompleter))]
    public string[]? InviteRole { get; set; }

    /// <summary>Whether the keys are refused until they are enabled again.</summary>
    [Parameter]
    public SwitchParameter Disable { get; set; }

    /// <summary>Whether disabled keys may be used again.</summary>
    [Parameter]
    public SwitchParameter Enable { get; set; }

    /// <summary>Whether to put the keys out as they are then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string Deed => "Change the API key";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Exclusive.Require(this, nameof(ExpiresIn), nameof(ExpiresAt), nameof(NeverExpires));
        Exclusive.Require(this, nameof(Disable), nameof(Enable));
        if (InviteLifetime.WarningOf(InviteExpiresIn) is { } warning)
        {
            WriteWarning(warning);
        }
    }

    private protected override void Process(ApiKeys keys, string id)
    {
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        ApiKey key = Await(keys.ChangeAsync(VirtualHost, id, before => Apply(before, now), StopToken).AsTask());
        var shown = new InviteApiKey(key, now, DatabasePath);
        WriteVerbose($"The key {id} of {VirtualHost} was changed: it is {shown.State} now.");
        if (OpenDatabase().IsServersOwn && (key.Limits != ApiKeyLimits.None || key.DisabledAt is not null))
        {
            WriteWarning("Prosody's own endpoint knows no limits of keys: they hold at servers of this module alone.");
        }

        if (PassThru)
        {
            WriteObject(shown);
        }
    }

    private ApiKey Apply(ApiKey key, DateTimeOffset now) => key with
    {
        Name = IsGiven(nameof(Name)) ? Name : key.Name,
        Methods = IsGiven(nameof(AllowedMethod)) ? KeyWordList.Methods(AllowedMethod) : key.Methods,
        DisabledAt = Enable ? null : Disable ? key.DisabledAt ?? now : key.DisabledAt,
        Limits = Apply(IsGiven(nameof(Scope)) ? key.Limits.WithScopes(Scope) : key.Limits),
    };

    private ApiKeyLimits Apply(ApiKeyLimits limits) => limits with
    {
        ExpiresAt = NeverExpires ? null : ExpiresAt ?? (ExpiresIn is { } span ? Moment.In(span) : limits.ExpiresAt),
        Addresses = IsGiven(nameof(AllowedAddress)) ? KeyNetworks.Parse(KeyWordList.Of(AllowedAddress)) : limits.Addresses,
        MaxInvites = IsGiven(nameof(MaxInvites)) ? MaxInvites : limits.MaxInvites,
        MaxPending = IsGiven(nameof(MaxPending)) ? MaxPending : limits.MaxPending,
        Rate = !IsGiven(nameof(RateLimit)) ? limits.Rate : RateLimit is null ? null : Rate.TryParse(RateLimit),
        Invites = limits.Invites with
        {
            ExpiresIn = IsGiven(nameof(InviteExpiresIn)) ? InviteExpiresIn : limits.Invites.ExpiresIn,
            MaxUses = IsGiven(nameof(InviteMaxUses)) ? InviteMaxUses : limits.Invites.MaxUses,
            Groups = IsGiven(nameof(InviteGroup)) ? KeyWordList.Names(InviteGroup) : limits.Invites.Groups,
            Roles = IsGiven(nameof(InviteRole)) ? KeyWordList.Names(InviteRole) : limits.Invites.Roles,
        },
    };

    // Null is a value here: it takes a limit away.
    private bool IsGiven(string name) => MyInvocation.BoundParameters.ContainsKey(name);
}
