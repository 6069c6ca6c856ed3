using BenchmarkDotNet.Attributes;
using InvitesApi.Benchmarks.Contestants;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;

namespace InvitesApi.Benchmarks.Micro;

/// <summary>What a request for an invite takes on our side, without Kestrel and the disk.</summary>
public class RequestParts : IDisposable
{
    private readonly string _text = ApiKeyText.New().Reveal();
    private readonly InviteTokenCipher _cipher = new(new byte[InviteTokenCipher.SecretSize]);
    private readonly byte[] _nonce = new byte[InviteTokenCipher.NonceSize];
    private readonly InvitePageTemplate _template = InvitePageTemplate.Parse(InvitePageTemplate.Default, Serving.Host);
    private ApiKeyText _key;
    private TokenHash _hash;
    private TokenHash _other;
    private StoredKey? _stored;
    private string _token = string.Empty;

    /// <summary>Makes what the parts work on.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        if (!ApiKeyText.TryParse(_text.AsMemory(), out _key))
        {
            throw new InvalidOperationException("A new key can't be read.");
        }

        _hash = TokenHash.Of(_key.Token.Span);
        _other = TokenHash.Of("another token");
        _stored = new StoredKey(_hash, ApiKeyMethods.All);
        _token = _cipher.Make(1, _nonce);
    }

    /// <summary>Ends the cipher.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _cipher.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Splits a key.</summary>
    [Benchmark(Description = "key: parse")]
    public bool ParseKey() => ApiKeyText.TryParse(_text.AsMemory(), out _);

    /// <summary>Hashes its token and compares.</summary>
    [Benchmark(Description = "key: check")]
    public bool CheckKey() => TokenHash.Of(_key.Token.Span).Matches(_hash);

    /// <summary>Judges a key that is good.</summary>
    [Benchmark(Description = "key: judge, good")]
    public KeyVerdict JudgeGood() => KeyRules.Judge(_stored, Use(_hash));

    /// <summary>Judges a key whose token is wrong. It should take as long as one that nobody has: the next.</summary>
    [Benchmark(Description = "key: judge, wrong token")]
    public KeyVerdict JudgeWrong() => KeyRules.Judge(_stored, Use(_other));

    /// <summary>Judges a key whose id nobody has.</summary>
    [Benchmark(Description = "key: judge, unknown id")]
    public KeyVerdict JudgeUnknown() => KeyRules.Judge(null, Use(_other));

    /// <summary>Makes a token.</summary>
    [Benchmark(Description = "token: make")]
    public string MakeToken() => _cipher.Make(1, _nonce);

    /// <summary>Deciphers the row of a token.</summary>
    [Benchmark(Description = "token: read")]
    public bool ReadToken() => _cipher.TryReadNumber(_token, out _);

    /// <summary>Makes the link of a token.</summary>
    [Benchmark(Description = "template: link")]
    public string MakeLink() => _template.LinkTo("http://localhost:5280", _token);

    private KeyUse Use(TokenHash hash) => new(Serving.Host, _key.Id, hash, ApiKeyMethods.Get, ApiKeyScopes.Create, null, 0);
}
