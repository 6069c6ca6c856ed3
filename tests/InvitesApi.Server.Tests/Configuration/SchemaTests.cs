using InvitesApi.Server.Configuration;
using InvitesApi.Server.Tests.Support;
using NJsonSchema;

namespace InvitesApi.Server.Tests.Configuration;

/// <summary>docs/server.schema.json: what the settings are, for editors.</summary>
public sealed class SchemaTests
{
    private const string Committed = "docs/" + ConfigurationSchema.FileName;

    [Fact]
    public void Schema_IsThatOfTheSettings()
    {
        string schema = ConfigurationSchema.Write();
        string fresh = Path.Combine(Repository.Folder, "artifacts", ConfigurationSchema.FileName);
        File.WriteAllText(fresh, schema);
        string committed = Repository.Read(Committed).ReplaceLineEndings("\n");
        Assert.True(schema == committed, $"The settings have changed. Copy {fresh} to {Committed}.");
    }

    [Theory]
    [InlineData("samples/server.json")]
    [InlineData("docs/configuration.md")]
    [InlineData("docs/coming-from-prosody.md")]
    public async Task Schema_Samples_AreGood(string path)
    {
        foreach (string sample in Samples(path))
        {
            Assert.Empty((await SchemaAsync()).Validate(sample));
            using var file = new WrittenConfiguration(sample);
            Assert.Empty(file.Read().Findings);
            Assert.NotEmpty(file.Build().VirtualHosts);
        }
    }

    [Theory]
    [MemberData(nameof(BadConfigurations.OfForm), MemberType = typeof(BadConfigurations))]
    public async Task Schema_Bad_IsRefused(string text, int line, string? setting)
    {
        _ = (line, setting);
        Assert.NotEmpty((await SchemaAsync()).Validate(text));
    }

    [Fact]
    public async Task Schema_EverySettingOfFiles_IsThereWithWords()
    {
        JsonSchema schema = await SchemaAsync();
        Assert.All(SettingTable.All.Where(setting => setting.IsOfFiles), setting =>
            Assert.Contains(setting.Description, schema.Properties[setting.Name].Description, StringComparison.Ordinal));
        Assert.Equal(
            HostSettings.All.Where(setting => setting.IsOfFiles).Select(setting => setting.Name).Append("name")
                .Order(StringComparer.Ordinal),
            schema.Definitions["virtualHost"].Properties.Keys.Order(StringComparer.Ordinal));
    }

    private static async Task<JsonSchema> SchemaAsync() =>
        await JsonSchema.FromJsonAsync(Repository.Read(Committed), TestContext.Current.CancellationToken);

    // A JSON file, or the blocks of JSON in a page.
    private static string[] Samples(string path)
    {
        string text = Repository.Read(path).ReplaceLineEndings("\n");
        string[] samples = path.EndsWith(".json", StringComparison.Ordinal)
            ? [text]
            : [.. text.Split("```json\n").Skip(1).Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)])];
        Assert.NotEmpty(samples);
        return samples;
    }
}
