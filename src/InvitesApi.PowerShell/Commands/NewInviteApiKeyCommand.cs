using System.Management.Automation;
using InvitesApi.PowerShell.Binding;
using InvitesApi.PowerShell.Completion;
using InvitesApi.PowerShell.Errors;
using InvitesApi.PowerShell.Output;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Limits;
using InvitesApi.Server.Storage;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Makes API keys, or takes over some that exist elsewhere.</summary>
[Cmdlet(VerbsCommon.New, "InviteApiKey", SupportsShouldProcess = true)]
[OutputType(typeof(NewInviteApiKey))]
public sealed class NewInviteApiKeyCommand : DatabaseCommand
{
    // Keys of one transaction. More would hold the file's lock for longer, and be hardly faster.
    private const int BatchSize = 1024;

    // What waits to be stored, and where. What came through a pipeline is stored together.
    private readonly List<NewApiKey> _batch = [];
    private IInviteDatabase? _batchDatabase;
    private ApiKeys? _keys;

    /// <summary>The XMPP domain that the key makes invites for.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Domain")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VirtualHostCompleter))]
    public string VirtualHost { get; set; } = string.Empty;

    /// <summary>What the key is called.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Name { get; set; }

    /// <summary>The text of a key that exists elsewhere.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Key { get; set; }

    /// <summary>The HTTP methods that the key may be used with.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ValidateSet("GET", "POST")]
    public string[] AllowedMethod { get; set; } = ["GET", "POST"];

    /// <summary>After how long the key is refused.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [DurationTransformation]
    [ValidatePositiveDuration]
    public TimeSpan? ExpiresIn { get; set; }

    /// <summary>From when on the key is refused.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>The networks that the key may be used from.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? AllowedAddress { get; set; }

    /// <summary>What the key may be used for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ScopeCompleter))]
    public string[]? Scope { get; set; }

    /// <summary>How many invites the key may make in all.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyCellTransformation]
    public long? MaxInvites { get; set; }

    /// <summary>How many of its invites may be pending at a time.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyCellTransformation]
    public long? MaxPending { get; set; }

    /// <summary>How often the key may be used.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RateTransformation]
    [ArgumentCompleter(typeof(RateCompleter))]
    public string? RateLimit { get; set; }

    /// <summary>How long the key's invites are good at the most.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [DurationTransformation]
    [ValidatePositiveDuration]
    public TimeSpan? InviteExpiresIn { get; set; }

    /// <summary>How often each of the key's invites may be used.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyCellTransformation]
    public int? InviteMaxUses { get; set; }

    /// <summary>The groups that the accounts become members of.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? InviteGroup { get; set; }

    /// <summary>The roles that the accounts get.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RoleCompleter))]
    public string[]? InviteRole { get; set; }

    /// <summary>How many keys to make.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int Count { get; set; } = 1;

    /// <summary>Whether the keys' texts are put out as SecureStrings.</summary>
    [Parameter]
    public SwitchParameter AsSecureString { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Try(() =>
    {
        if ((Exclusive.Find(this, nameof(ExpiresIn), nameof(ExpiresAt)) ?? Exclusive.Find(this, nameof(Key), nameof(Count))) is { } error)
        {
            Refuse(error);
            return;
        }

        string deed = Key is not null ? "Take over an API key" : Count == 1 ? "Make an API key" : $"Make {Count} API keys";
        if (!ShouldProcess($"{VirtualHost} in '{DatabasePath}'", deed))
        {
            return;
        }

        Use(OpenDatabase());
        Prepare();
        if (!MyInvocation.ExpectingInput)
        {
            Store();
        }
    });

    /// <inheritdoc/>
    protected override void EndProcessing() => Try(Store);

    // A row of a table is one item of many; what was typed is all there is.
    private void Refuse(ErrorRecord error)
    {
        if (!MyInvocation.ExpectingInput)
        {
            ThrowTerminatingError(error);
        }

        WriteError(error);
    }

    private void Use(IInviteDatabase database)
    {
        if (!ReferenceEquals(database, _batchDatabase))
        {
            Store();
            _batchDatabase = database;
            _keys = new ApiKeys(database, TimeProvider.System);
        }
    }

    private void Prepare()
    {
        var request = new ApiKeyRequest(VirtualHost, Name, Key, KeyWordList.Methods(AllowedMethod), Limits());
        if (_batchDatabase!.IsServersOwn && request.Limits != ApiKeyLimits.None)
        {
            WriteWarning("Prosody's own endpoint knows no limits of keys: they hold at servers of this module alone.");
        }

        if (InviteLifetime.WarningOf(InviteExpiresIn) is { } warning)
        {
            WriteWarning(warning);
        }

        for (int i = 0; i < Count; i++)
        {
            _batch.Add(_keys!.Prepare(request));
            if (_batch.Count >= BatchSize)
            {
                Store();
            }
        }
    }

    private ApiKeyLimits Limits() => new ApiKeyLimits
    {
        ExpiresAt = ExpiresAt ?? (ExpiresIn is { } span ? Moment.In(span) : null),
        Addresses = KeyNetworks.Parse(KeyWordList.Of(AllowedAddress)),
        MaxInvites = MaxInvites,
        MaxPending = MaxPending,
        Rate = RateLimit is null ? null : Rate.TryParse(RateLimit),
        Invites = new InviteCeilings
        {
            ExpiresIn = InviteExpiresIn,
            MaxUses = InviteMaxUses,
            Groups = KeyWordList.Names(InviteGroup),
            Roles = KeyWordList.Names(InviteRole),
        },
    }.WithScopes(Scope);

    // Nothing is put out before it is on disk.
    private void Store()
    {
        if (_batch.Count == 0)
        {
            return;
        }

        IInviteDatabase database = _batchDatabase!;
        NewApiKey[] keys = [.. _batch];
        _batch.Clear();
        var added = Await(_keys!.AddAsync(keys, StopToken).AsTask());
        if (database.IsServersOwn)
        {
            WriteVerbose("Prosody compares keys in clear, so its storage holds the whole key.");
        }

        for (int i = 0; i < keys.Length; i++)
        {
            ApiKey key = keys[i].Key;
            if (added[i])
            {
                WriteVerbose($"{key.VirtualHost} has the new key {key.Id}.");
                WriteObject(new NewInviteApiKey(keys[i], database.Location, AsSecureString));
            }
            else
            {
                WriteError(ApiKeys.Taken(key.VirtualHost, key.Id).ToErrorRecord());
            }
        }
    }
}
