using System.Net;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;

namespace InvitesApi.Server.Tests.Support;

/// <summary>Keys and requests as tests need them.</summary>
internal static class Sample
{
    public const string Host = "example.com";
    public const string OtherHost = "other.example";

    /// <summary>A key in the form that Prosody's first ones had.</summary>
    public const string OldKey = "HTwALnKL/73UUylA-2ZJbu9x1XMATuIbjWpip8ow1";

    public static readonly DateTimeOffset Moment = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static NewApiKey Key(
        string host = Host, string? name = null, ApiKeyMethods methods = ApiKeyMethods.All, string? text = null)
    {
        ApiKeyText parsed = text is null ? ApiKeyText.New() : Parse(text);
        return new NewApiKey(new ApiKey(host, parsed.Id.ToString(), name, methods, Moment), parsed);
    }

    public static ApiKeyText Parse(string text) => ApiKeyText.TryParse(text.AsMemory(), out ApiKeyText key)
        ? key
        : throw new ArgumentException("It is no key.", nameof(text));

    /// <summary>What the holder of a key asks for.</summary>
    public static InviteRequest Request(
        ApiKeyText key, string host = Host, ApiKeyMethods method = ApiKeyMethods.Get, long created = 1_795_000_000) =>
        new(Use(key, host, method) with { At = created }, InviteKind.Account, Username: null, created + 604_800);

    /// <summary>What the holder of a key presents.</summary>
    public static KeyUse Use(
        ApiKeyText key, string host = Host, ApiKeyMethods method = ApiKeyMethods.Get, ApiKeyScopes scope = ApiKeyScopes.Create) =>
        new(host, key.Id, TokenHash.Of(key.Token.Span), method, scope, IPAddress.Loopback, Moment.ToUnixTimeSeconds());
}
