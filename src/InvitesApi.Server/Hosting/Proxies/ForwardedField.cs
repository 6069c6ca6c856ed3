using System.Buffers;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace InvitesApi.Server.Hosting.Proxies;

/// <summary>The field <c>Forwarded</c> (RFC 7239 §4): <c>for=192.0.2.1;proto=https, for="[2001:db8::1]:4711"</c>.</summary>
internal static class ForwardedField
{
    private static readonly SearchValues<char> TokenEnds = SearchValues.Create(" \t,;=\"");

    /// <summary>Reads it.</summary>
    /// <returns>The hops, the nearest one last; none where the field is malformed, as nobody knows then which proxy
    /// has said what.</returns>
    public static IReadOnlyList<Hop> Read(StringValues field)
    {
        var hops = new List<Hop>();
        var reader = new Reader(field.ToString());
        do
        {
            var pairs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            do
            {
                if (!reader.TryReadPair(out string name, out string value) || !pairs.TryAdd(name, value))
                {
                    return [];
                }
            }
            while (reader.TrySkip(';'));
            hops.Add(Hop.Of(pairs.GetValueOrDefault("for"), pairs.GetValueOrDefault("proto"), pairs.GetValueOrDefault("host")));
        }
        while (reader.TrySkip(','));
        return reader.IsAtEnd ? hops : [];
    }

    private ref struct Reader(ReadOnlySpan<char> field)
    {
        private ReadOnlySpan<char> _rest = field.Trim();

        public readonly bool IsAtEnd => _rest.IsEmpty;

        public bool TrySkip(char c)
        {
            _rest = _rest.TrimStart();
            if (_rest.IsEmpty || _rest[0] != c)
            {
                return false;
            }

            _rest = _rest[1..].TrimStart();
            return true;
        }

        public bool TryReadPair(out string name, out string value)
        {
            value = string.Empty;
            name = ReadToken();
            return name.Length > 0 && TrySkip('=') && (_rest is ['"', ..] ? TryReadQuoted(out value) : (value = ReadToken()).Length > 0);
        }

        // Addresses with a port stand unquoted in the field of many a proxy, though the grammar would have quotes.
        private string ReadToken()
        {
            int end = _rest.IndexOfAny(TokenEnds);
            string token = (end < 0 ? _rest : _rest[..end]).ToString();
            _rest = _rest[token.Length..];
            return token;
        }

        private bool TryReadQuoted(out string value)
        {
            var text = new StringBuilder();
            for (int i = 1; i < _rest.Length; i++)
            {
                if (_rest[i] == '"')
                {
                    _rest = _rest[(i + 1)..];
                    value = text.ToString();
                    return true;
                }

                i += _rest[i] == '\\' && i + 1 < _rest.Length ? 1 : 0;
                text.Append(_rest[i]);
            }

            value = string.Empty;
            return false;
        }
    }
}
