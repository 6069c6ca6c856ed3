using System.Text.Json;
using System.Text.Json.Serialization;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Texts;

namespace InvitesApi.Server.Storage;

/// <summary>
/// The limits of a key as a JSON document, in every store and in exported data. What limits nothing is missing. A member that is not known is a
/// limit that is not known.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record KeyLimitsDocument
{
    private static readonly ApiKeyLimits Nobody = ApiKeyLimits.None with { ExpiresAt = DateTimeOffset.UnixEpoch };

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
            return text is null ? ApiKeyLimits.None
                : JsonSerializer.Deserialize(text, KeyLimitsJson.Default.KeyLimitsDocument)?.ToLimits() ?? Nobody; // the JSON value null
        }
        catch (Exception error) when (error is JsonException or InviteException or ArgumentException)
        {
            return Nobody;
        }
    }

    /// <summary>The limits.</summary>
    /// <exception cref="InviteException">A network or a rate is none, or a list has something in it that is no text.</exception>
    /// <exception cref="ArgumentException">A time is none.</exception>
    public ApiKeyLimits ToLimits()
    {
        if (new[] { Scopes, AllowedAddresses, InviteGroups, InviteRoles }.Any(list => list?.Any(static text => text is null) == true))
        {
            throw Invalid("A list of a key's limits has null in it. Give texts alone.", target: null);
        }

        return new ApiKeyLimits
        {
            ExpiresAt = ExpiresAt is { } end ? DateTimeOffset.FromUnixTimeSeconds(end) : null,
            Scopes = Scopes is null ? ApiKeyScopes.Create : KeyWords.ScopesOf(Scopes),
            Addresses = AllowedAddresses is null ? null : KeyNetworks.Parse(AllowedAddresses),
            MaxInvites = MaxInvites,
            MaxPending = MaxPending,
            Rate = Rate is null ? null : Limits.Rate.TryParse(Rate) ?? throw Invalid(
                $"'{Rate}' is no rate. Give a number, a slash and a time, such as 60/min.", Rate),
            Invites = new InviteCeilings
            {
                ExpiresIn = InviteExpiresIn is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                MaxUses = InviteMaxUses,
                Groups = InviteGroups is null ? TextList.Empty : new TextList(InviteGroups),
                Roles = InviteRoles is null ? TextList.Empty : new TextList(InviteRoles),
            },
        };
    }

    private static InviteException Invalid(string what, string? target) => new(InviteFault.InviteApiKeyLimitInvalid, what, target);
}

/// <summary>How it is written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(KeyLimitsDocument))]
internal sealed partial class KeyLimitsJson : JsonSerializerContext;
