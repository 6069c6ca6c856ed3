using System.Text.Json;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using InvitesApi.Server.VirtualHosts;

namespace InvitesApi.Server.Exchange;

/// <summary>A key or an invite on its way from one database to another, or what stood in the place of one.</summary>
/// <param name="Key">The key; null where it is none.</param>
/// <param name="Invite">The invite; null where it is none.</param>
/// <param name="Problem">Why it is neither.</param>
public sealed record DataItem(PortableKey? Key, Invite? Invite, InviteException? Problem = null)
{
    private static readonly (ApiKeyMethods Method, string Name)[] Methods = [(ApiKeyMethods.Get, "GET"), (ApiKeyMethods.Post, "POST")];

    /// <summary>The item of a line; null where the line is none.</summary>
    /// <param name="line">A JSON object.</param>
    /// <exception cref="InviteException">It is one, and has something in it that New-Invite and New-InviteApiKey refuse.</exception>
    public static DataItem? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, DataJson.Default.DataLine) switch
            {
                { Type: DataLine.KeyType, Host: not null, Id: { } id, TokenSha256.Length: TokenHash.Size } key
                    when ApiKeyText.IsId(id) && MethodsOf(key) is { } methods => new DataItem(KeyOf(key, methods), null),
                { Type: DataLine.InviteType, Host: not null, Token.Length: > 0 } invite when InviteOf(invite) is { } read => new DataItem(null, read),
                _ => null,
            };
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return null; // no JSON, or a time that there is none of
        }
    }

    /// <summary>The item as a line.</summary>
    public string ToLine() => JsonSerializer.Serialize(Key is not null ? LineOf(Key) : LineOf(Invite!), DataJson.Default.DataLine);

    // Null where none of those that stand there is one.
    private static ApiKeyMethods? MethodsOf(DataLine line)
    {
        ApiKeyMethods methods = Methods
            .Where(one => line.AllowedMethods?.Contains(one.Name, StringComparer.OrdinalIgnoreCase) ?? true)
            .Aggregate(ApiKeyMethods.None, (all, one) => all | one.Method);
        return methods == ApiKeyMethods.None && line.AllowedMethods!.Length > 0 ? null : methods;
    }

    private static PortableKey KeyOf(DataLine line, ApiKeyMethods methods)
    {
        TokenHash hash = default;
        line.TokenSha256.CopyTo(hash);
        return new PortableKey(
            new ApiKey(VirtualHostName.Normalize(line.Host!), line.Id!, ApiKeyName.Normalize(line.Name), methods, Time(line.CreatedAt))
            {
                Limits = ApiKeyLimitRules.CheckCopy(line.Limits?.ToLimits() ?? ApiKeyLimits.None),
                DisabledAt = line.DisabledAt is { } disabled ? Time(disabled) : null,
                Usage = KeyUsage.None with { Invites = ApiKeyLimitRules.CheckMade(line.Invites ?? 0) },
            },
            hash);
    }

    private static Invite? InviteOf(DataLine line)
    {
        bool isWhole = Enum.TryParse(line.Kind, ignoreCase: true, out InviteKind kind) && kind switch
        {
            InviteKind.Account => true,
            InviteKind.Contact => !string.IsNullOrEmpty(line.Contact),
            InviteKind.Reset => !string.IsNullOrEmpty(line.Username),
            _ => false,
        };
        return isWhole && InviteUri.IsToken(line.Token!) ? InviteOf(line, kind) : null;
    }

    private static Invite InviteOf(DataLine line, InviteKind kind) => new()
    {
        Token = line.Token!,
        Terms = InviteRules.CheckCopy(new InviteTerms
        {
            VirtualHost = line.Host!,
            Kind = kind,
            Username = line.Username,
            Contact = line.Contact,
            AllowRegistration = line.AllowRegistration ?? false,
            Groups = line.Groups ?? [],
            Roles = line.Roles ?? [],
            ExpiresAt = line.ExpiresAt is { } end ? Time(end) : null,
            MaxUses = line.MaxUses,
            Note = line.Note,
        }),
        Source = InviteRules.CheckNote(line.Source),
        CreatedAt = Time(line.CreatedAt),
        Uses = InviteRules.CheckUsed(line.Uses ?? 0, line.MaxUses),
    };

    private static DataLine LineOf(PortableKey key)
    {
        TokenHash hash = key.Hash;
        return new DataLine
        {
            Type = DataLine.KeyType,
            Host = key.Key.VirtualHost,
            Id = key.Key.Id,
            Name = key.Key.Name,
            AllowedMethods = [.. Methods.Where(one => key.Key.Methods.HasFlag(one.Method)).Select(one => one.Name)],
            TokenSha256 = ((ReadOnlySpan<byte>)hash).ToArray(),
            Limits = KeyLimitsDocument.Of(key.Key.Limits),
            DisabledAt = key.Key.DisabledAt?.ToUnixTimeSeconds(),
            Invites = key.Key.Usage.Invites == 0 ? null : key.Key.Usage.Invites,
            CreatedAt = key.Key.CreatedAt.ToUnixTimeSeconds(),
        };
    }

    private static DataLine LineOf(Invite invite) => new()
    {
        Type = DataLine.InviteType,
        Host = invite.VirtualHost,
        Token = invite.Token,
        Kind = invite.Kind.ToString().ToLowerInvariant(),
        Username = invite.Terms.Username,
        Contact = invite.Terms.Contact,
        AllowRegistration = invite.Terms.AllowRegistration ? true : null,
        Groups = invite.Terms.Groups.Count == 0 ? null : [.. invite.Terms.Groups],
        Roles = invite.Terms.Roles.Count == 0 ? null : [.. invite.Terms.Roles],
        ExpiresAt = invite.ExpiresAt?.ToUnixTimeSeconds(),
        MaxUses = invite.Terms.MaxUses,
        Uses = invite.Uses == 0 ? null : invite.Uses,
        Note = invite.Terms.Note,
        Source = invite.Source,
        CreatedAt = invite.CreatedAt.ToUnixTimeSeconds(),
    };

    private static DateTimeOffset Time(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);
}
