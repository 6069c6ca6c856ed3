using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using InvitesApi.Server.Configuration;

namespace InvitesApi.Server.Tests.Properties;

/// <summary>JSON is read as it is meant, and any text has findings, or none where it is a configuration.</summary>
public sealed class ConfigurationPropertyTests
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true };

    private static readonly Gen<object?> Values = Gen.Recursive<object?>((depth, values) => depth > 4
        ? Gen.Const((object?)null)
        : Gen.OneOf(
            Texts.Unicode.Select(text => (object?)text),
            Gen.Long.Select(number => (object?)number),
            Gen.Bool.Select(flag => (object?)flag),
            Gen.Double[-1e300, 1e300].Where(number => !double.IsInteger(number)).Select(number => (object?)number),
            Gen.Const((object?)null),
            values.Array[0, 4].Select(items => (object?)items),
            Gen.Select(Texts.Unicode, values).Array[0, 4].Select(entries => (object?)entries.DistinctBy(entry => entry.Item1).ToArray())));

    [Fact]
    public void Parse_WrittenJson_IsTheSame() =>
        Values.Sample(value => Same(value, JsonConfiguration.Parse(JsonOf(value)?.ToJsonString(Written) ?? "null")), iter: 3_000);

    [Fact]
    public void OfText_AnySettings_HaveFindingsOnTheirLines()
    {
        Gen<string> names = Gen.OneOf(Gen.Int[0, SettingTable.All.Count - 1].Select(i => SettingTable.All[i].Name), Texts.Unicode);
        Gen.Select(names, Values).Array[0, 6].Sample(
            settings =>
            {
                object root = settings.DistinctBy(setting => setting.Item1).ToArray();
                string text = JsonOf(root)!.ToJsonString(Written);
                var layer = ConfigurationLayer.OfText("/nonexistent/server.json", text, parse: null);
                int lines = text.Count(c => c == '\n') + 1;
                return layer.Findings.All(finding => finding.Line >= 1 && finding.Line <= lines && finding.Message.Length > 0);
            },
            iter: 5_000);
    }

    private static JsonNode? JsonOf(object? value) => value switch
    {
        (string, object)[] entries => new JsonObject(entries.Select(entry => KeyValuePair.Create(entry.Item1, JsonOf(entry.Item2)))),
        object?[] items => new JsonArray([.. items.Select(JsonOf)]),
        string text => JsonValue.Create(text),
        long number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        bool flag => JsonValue.Create(flag),
        _ => null,
    };

    private static bool Same(object? expected, ConfigurationNode node) => (expected, node.Value) switch
    {
        ((string, object)[] entries, IReadOnlyList<ConfigurationEntry> read) =>
            entries.Length == read.Count && entries.Zip(read).All(pair => pair.First.Item1 == pair.Second.Name && Same(pair.First.Item2, pair.Second.Node)),
        (object?[] items, IReadOnlyList<ConfigurationNode> read) => items.Length == read.Count && items.Zip(read).All(pair => Same(pair.First, pair.Second)),
        var (one, other) => Equals(one, other),
    };
}
