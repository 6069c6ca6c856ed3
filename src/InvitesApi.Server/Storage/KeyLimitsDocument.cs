using System.Text.Json;
using System.Text.Json.Serialization;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Texts;

namespace InvitesApi.Server.Storage;

/// <summary>The limits of a key as a JSON document, in every store and in exported data. What limits nothing is missing.</summary>
internal sealed record KeyLimitsDocument
{
    /// <summary>From when on the key is refused, in seconds since 1970.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>What it may be used for, unless that is to make invites alone: names in lower case.</summary>
    public string[]? Scopes { get; init; }

    /// <summary>Where it may be used from.</summary>
    public string[]? AllowedAddresses { get; init; }

    /// <summary>How many invites it may make in all.</summary>
    public long? MaxInvites { get; init; }

    /// <summary>How many of them may be pending.</summary>
    public long? MaxPending { get; init; }

    /// <summary>How often it may be used, such as <c>60/60s</c>.</summary>
    public string? Rate { get; init; }

    /// <summary>How long its invites are good, in seconds.</summary>
    public long? InviteExpiresIn { get; init; }

    /// <summary>How often each may be used.</summary>
    public int? InviteMaxUses { get; init; }

    /// <summary>Their groups.</summary>
    public string[]? InviteGroups { get; init; }

    /// <summary>Their roles.</summary>
    public string[]? InviteRoles { get; init; }

    /// <summary>The document of limits; null where there are none.</summary>
    public static KeyLimitsDocument? Of(ApiKeyLimits limits) => limits == ApiKeyLimits.None ? null : new KeyLimitsDocument
    {
        ExpiresAt = limits.ExpiresAt?.ToUnixTimeSeconds(),
        Scopes = limits.Scopes == ApiKeyScopes.Create ? null : [.. KeyWords.Of(limits.Scopes)],
        AllowedAddresses = limits.Addresses is { } networks ? [.. networks.Texts] : null,
        MaxInvites = limits.MaxInvites,
        MaxPending = limits.MaxPending,
        Rate = limits.Rate is { } rate ? KeyWords.Of(rate) : null,
        InviteExpiresIn = (long?)limits.Invites.ExpiresIn?.TotalSeconds,
        InviteMaxUses = limits.Invites.MaxUses,
        InviteGroups = limits.Invites.Groups.Count == 0 ? null : [.. limits.Invites.Groups],
        InviteRoles = limits.Invites.Roles.Count == 0 ? null : [.. limits.Invites.Roles],
    };

    /// <summary>The document of limits as a text; null where there are none.</summary>
    public static string? Write(ApiKeyLimits limits) =>
        Of(limits) is { } document ? JsonSerializer.Serialize(document, KeyLimitsJson.Default.KeyLimitsDocument) : null;

    /// <summary>The limits of a text. One that can't be understood lets nobody in: a limit that is not known must not be none.</summary>
    /// <param name="text">The document; null: there are none.</param>
    public static ApiKeyLimits Read(string? text)
    {
        try
        {
            return text is null ? ApiKeyLimits.None : JsonSerializer.Deserialize(text, KeyLimitsJson.Default.KeyLimitsDocument)!.ToLimits();
        }
        catch (Exception error) when (error is JsonException or InviteException or ArgumentException)
        {
            return ApiKeyLimits.None with { ExpiresAt = DateTimeOffset.UnixEpoch };
        }
    }

    /// <summary>The limits.</summary>
    /// <exception cref="InviteException">A network is none.</exception>
    /// <exception cref="ArgumentException">A time or a rate is none, or a list has a null.</exception>
    public ApiKeyLimits ToLimits() => new()
    {
        ExpiresAt = ExpiresAt is { } end ? DateTimeOffset.FromUnixTimeSeconds(end) : null,
        Scopes = Scopes is null ? ApiKeyScopes.Create : KeyWords.ScopesOf(Whole(Scopes)),
        Addresses = AllowedAddresses is null ? null : KeyNetworks.Parse(Whole(AllowedAddresses)),
        MaxInvites = MaxInvites,
        MaxPending = MaxPending,
        Rate = Rate is null ? null : Limits.Rate.TryParse(Rate) ?? throw new ArgumentException("It is no rate.", Rate),
        Invites = new InviteCeilings
        {
            ExpiresIn = InviteExpiresIn is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            MaxUses = InviteMaxUses,
            Groups = InviteGroups is null ? TextList.Empty : new TextList(Whole(InviteGroups)),
            Roles = InviteRoles is null ? TextList.Empty : new TextList(Whole(InviteRoles)),
        },
    };

    private static string[] Whole(string[] texts) =>
        Array.TrueForAll(texts, text => text is not null) ? texts : throw new ArgumentException("A list has a null.", nameof(texts));
}

/// <summary>How it is written. A member that is not known is a limit that is not known.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(KeyLimitsDocument))]
internal sealed partial class KeyLimitsJson : JsonSerializerContext;
