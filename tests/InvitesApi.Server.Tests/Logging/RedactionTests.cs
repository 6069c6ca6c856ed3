using CsCheck;
using InvitesApi.Server.Hosting.Logging;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Logging;

public class RedactionTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const string Invite = "q4Zr0-_AbCdEfGhIjKlMnOpQ";

    // A piece of a secret that long would be a secret lost.
    private const int Telling = 12;

    private static readonly Gen<char> Character = Gen.Int[0, Alphabet.Length - 1].Select(i => Alphabet[i]);

    /// <summary>Where secrets have been seen, or might be: {0} stands for one.</summary>
    public static TheoryData<string> Places => new()
    {
        "/invites_api?key={0}",
        "/invites_api?redirect=true&key={0}",
        "/invites_api?key={0}&redirect",
        "/invites_api?k%65y={0}",
        "/invites_api?KEY={0}",
        "/invites_api?{0}=",
        "/invites_api?redirect={0}",
        "/invites_api?a=b;{0}",
        "/invites_api?key=\"{0}\"",
        "/invites_api/{0}",
        "/invites_api%3Fkey={0}",
        "/invites_page?{0}",
        "/invites_page?{0}&lang=en",
        "/invites_page?a?{0}",
        "/invite/{0}/",
        "/i-{0}.html",
        "/invite/{0}/%2e%2e/",
        "//{0}",
        "*{0}",
        "{0}",
        "https://example.com/invite?{0}#here",
        "https://user:{0}@example.com/",
        "xmpp:example.com?register;preauth={0}",
        "Invalid request line: 'GET /invites_api?key={0} HTTP/1.1'",
        "Bearer {0}",
        "Mozilla/5.0 ({0}) AppleWebKit/537.36",
        "line\n{0}\nline",
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void Of_SecretInAnyPlace_IsGone(string place)
    {
        Gen<string> keys = Gen.Select(Gen.String[Character, 8, 64], Gen.String[Character, 32, 128]).Select((id, token) => $"{id}/{token}");
        Gen<string> secrets = Gen.OneOf(keys, Gen.String[Character, 24, 24]);
        Gen.Select(secrets, Gen.Int[0, 3], Gen.Bool.Array[256]).Sample(
            (secret, encodings, which) =>
            {
                string sent = Enumerable.Range(0, encodings).Aggregate(secret, (text, _) => PercentEncode(text, which));
                string redacted = Redaction.Of(place.Replace("{0}", sent, StringComparison.Ordinal));
                return !Tells(redacted, secret[(secret.IndexOf('/', StringComparison.Ordinal) + 1)..]);
            },
            iter: 300);
    }

    [Theory]
    [InlineData("/invites_api", "/invites_api")]
    [InlineData("/invites_api?", "/invites_api?")]
    [InlineData("/invites_api?redirect", "/invites_api?redirect")]
    [InlineData("/invites_api?redirect=true", "/invites_api?redirect=true")]
    [InlineData("/invites_api?redirect=maybe-not", "/invites_api?redirect=REDACTED")]
    [InlineData("/invites_api?key", "/invites_api?key")]
    [InlineData("/invites_api?key=", "/invites_api?key=")]
    [InlineData("/invites_api?key=" + Sample.OldKey, "/invites_api?key=REDACTED")]
    [InlineData("/invites_api?key=short&redirect=1&a=b", "/invites_api?key=REDACTED&redirect=1&a=REDACTED")]
    [InlineData("/invites_page?" + Invite, "/invites_page?REDACTED")]
    [InlineData("/invites_page?short", "/invites_page?REDACTED")]
    [InlineData("/invite/" + Invite + "/", "/invite/REDACTED/")]
    [InlineData("https://example.com/invite?" + Invite, "https://example.com/invite?REDACTED")]
    [InlineData("/.well-known/security.txt", "/.well-known/security.txt")]
    [InlineData("/b%C3%BCcher/", "/b%C3%BCcher/")]
    [InlineData("*", "*")]
    [InlineData("", "")]
    [InlineData(
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36")]
    [InlineData("System.InvalidOperationException: no", "System.InvalidOperationException: no")]
    public void Of_Text_StaysReadable(string text, string expected) => Assert.Equal(expected, Redaction.Of(text));

    [Fact]
    public void Of_AnyText_IsNoLongerChangedByASecondTime() =>
        Gen.String.Sample(text => Redaction.Of(Redaction.Of(text)) == Redaction.Of(text), iter: 2_000);

    [Fact]
    public void OfOwn_MessageWithAPath_StaysReadable()
    {
        const string Message = "The disk of the database '/srv/invites-api-production/invites.db' is full.";
        Assert.Equal(Message, Redaction.OfOwn(Message));
    }

    [Fact]
    public void OfOwn_MessageWithAKey_IsRedacted() => Assert.DoesNotContain(
        Sample.OldKey.Split('/')[1], Redaction.OfOwn($"A defect has written {Sample.OldKey} here."), StringComparison.Ordinal);

    private static string PercentEncode(string text, bool[] which) => string.Concat(
        text.Select((character, i) => which[i % which.Length] ? $"%{(int)character:X2}" : character.ToString()));

    private static bool Tells(string text, string secret)
    {
        string decoded = text;
        for (int i = 0; i < 4; i++)
        {
            if (Enumerable.Range(0, secret.Length - Telling).Any(start =>
                decoded.Contains(secret.Substring(start, Telling), StringComparison.Ordinal)))
            {
                return true;
            }

            decoded = Uri.UnescapeDataString(decoded);
        }

        return false;
    }
}
