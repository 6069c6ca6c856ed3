using System.Management.Automation;

namespace EmptyModule;

/// <summary>
/// Puts out names, and does nothing else: what PowerShell itself needs to look at the properties of an item for as many parameters as
/// New-InviteApiKey has.
/// </summary>
[Cmdlet(VerbsCommon.New, "Nothing")]
[OutputType(typeof(string))]
public sealed class NewNothingCommand : PSCmdlet
{
    /// <summary>A parameter.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public string VirtualHost { get; set; } = string.Empty;

    /// <summary>What is put out.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string? Name { get; set; }

    /// <summary>A parameter.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Key { get; set; }

    /// <summary>A parameter.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? AllowedMethod { get; set; }

    /// <summary>A parameter.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public TimeSpan? ExpiresIn { get; set; }

    /// <summary>A parameter.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>A parameter.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? AllowedAddress { get; set; }

    /// <summary>A parameter.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? Scope { get; set; }

    /// <summary>A parameter.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public long? MaxInvites { get; set; }

    /// <summary>A parameter.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public long? MaxPending { get; set; }

    /// <summary>A parameter.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? RateLimit { get; set; }

    /// <summary>A parameter.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public TimeSpan? InviteExpiresIn { get; set; }

    /// <summary>A parameter.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public int? InviteMaxUses { get; set; }

    /// <summary>A parameter.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? InviteGroup { get; set; }

    /// <summary>A parameter.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? InviteRole { get; set; }

    /// <summary>A parameter.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Database { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(Name);
}
