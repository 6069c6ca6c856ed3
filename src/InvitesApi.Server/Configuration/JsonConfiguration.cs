using System.Text;
using System.Text.Json;

namespace InvitesApi.Server.Configuration;

/// <summary>Reads a configuration in JSON (RFC 8259), which may have comments and commas after the last items.</summary>
internal static class JsonConfiguration
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads it.</summary>
    /// <param name="text">The whole text.</param>
    /// <exception cref="SettingException">It is no JSON.</exception>
    public static ConfigurationNode Parse(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(utf8, Options);
        var lines = new LineCounter(utf8);
        try
        {
            reader.Read();
            ConfigurationNode root = Value(ref reader, lines);
            reader.Read(); // what follows the value is refused
            return root;
        }
        catch (JsonException error)
        {
            throw new SettingException((int)(error.LineNumber ?? 0) + 1, $"This is no JSON: {Reason(error)}", error);
        }
        catch (InvalidOperationException error)
        {
            throw new SettingException(lines.At(reader.TokenStartIndex), "This is no JSON: the text has escapes that mean nothing.", error);
        }
    }

    private static ConfigurationNode Value(ref Utf8JsonReader reader, LineCounter lines)
    {
        int line = lines.At(reader.TokenStartIndex);
        return new ConfigurationNode(
            reader.TokenType switch
            {
                JsonTokenType.StartObject => Entries(ref reader, lines),
                JsonTokenType.StartArray => Items(ref reader, lines),
                JsonTokenType.String => reader.GetString(),
                JsonTokenType.Number => reader.TryGetInt64(out long whole) ? (object)whole : reader.GetDouble(),
                JsonTokenType.True => true,
                JsonTokenType.False => false,
                _ => null,
            },
            line);
    }

    private static List<ConfigurationEntry> Entries(ref Utf8JsonReader reader, LineCounter lines)
    {
        List<ConfigurationEntry> entries = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = reader.GetString()!;
            int line = lines.At(reader.TokenStartIndex);
            reader.Read();
            entries.Add(new ConfigurationEntry(name, line, Value(ref reader, lines)));
        }

        return entries;
    }

    private static List<ConfigurationNode> Items(ref Utf8JsonReader reader, LineCounter lines)
    {
        List<ConfigurationNode> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Value(ref reader, lines));
        }

        return items;
    }

    // The line comes from us, counted from 1.
    private static string Reason(JsonException error)
    {
        int place = error.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return place < 0 ? error.Message : error.Message[..place];
    }

    /// <summary>Tells lines of offsets, which only grow.</summary>
    private sealed class LineCounter(byte[] text)
    {
        private int _offset;
        private int _line = 1;

        public int At(long offset)
        {
            int end = (int)Math.Clamp(offset, _offset, text.Length);
            _line += text.AsSpan(_offset, end - _offset).Count((byte)'\n');
            _offset = end;
            return _line;
        }
    }
}
