using System.Management.Automation;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace InvitesApi.PowerShell.Tests;

/// <summary>
/// Each parameter of Start-InviteApiServer is a setting of the configuration file, and each setting has a parameter, by the schema in the
/// module.
/// A parameter without one needs a line in ServerSettings or HostSettings.
/// </summary>
public sealed partial class SettingTests
{
    // What a file can't say, and why.
    private static readonly Dictionary<string, string> ParametersAlone = new(StringComparer.Ordinal)
    {
        ["ConfigurationFile"] = "It is the file.",
        ["Wait"] = "It is about the shell, not the server.",
        ["Certificate"] = "It is an object. A file has certificatePath.",
        ["CertificatePassword"] = "It is a secret. A file has certificatePasswordFile.",
    };

    private static readonly string[] SettingsAlone = ["certificatePasswordFile"];

    private static readonly Lazy<JsonDocument> Schema =
        new(() => JsonDocument.Parse(File.ReadAllText(Path.Combine(ModuleSession.ModuleFolder, "server.schema.json"))));

    private static IEnumerable<JsonProperty> Settings =>
        Schema.Value.RootElement.GetProperty("properties").EnumerateObject().Where(setting => setting.Name != "$schema");

    private static IReadOnlyDictionary<string, ParameterMetadata> Parameters => ModuleCmdlets.Get("Start-InviteApiServer").OwnParameters()
        .ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);

    [Fact]
    public void Parameters_All_AreSettingsOrExceptions() => Assert.Equal(
        Parameters.Keys.Order(StringComparer.Ordinal),
        Settings.Select(ParameterOf).OfType<string>().Concat(ParametersAlone.Keys).Order(StringComparer.Ordinal));

    [Fact]
    public void Settings_All_HaveAParameterOrAreExceptions() =>
        Assert.Equal(SettingsAlone, Settings.Where(setting => ParameterOf(setting) is null).Select(setting => setting.Name));

    [Fact]
    public void Settings_AreCalledAsTheirParameters() => Assert.All(Settings.Where(setting => ParameterOf(setting) is not null), setting =>
    {
        string parameter = JsonNamingPolicy.CamelCase.ConvertName(ParameterOf(setting)!);
        string plural = parameter.EndsWith('y') ? parameter[..^1] + "ies" : parameter + "s";
        Type type = Parameters[ParameterOf(setting)!].ParameterType;
        bool several = type.IsArray || type == typeof(System.Collections.IDictionary);
        Assert.Equal(several ? plural : parameter, setting.Name);
    });

    [Fact]
    public void Settings_Numbers_HaveTheRangeOfTheirParameters() => Assert.All(
        Settings.Where(setting => ParameterOf(setting) is not null), setting =>
        {
            JsonElement value = setting.Value.TryGetProperty("anyOf", out JsonElement either) ? either[0] : setting.Value;
            ValidateRangeAttribute? range = Parameters[ParameterOf(setting)!].Attributes.OfType<ValidateRangeAttribute>().SingleOrDefault();
            Assert.Equal(range is not null, value.TryGetProperty("minimum", out JsonElement least));
            if (range is not null)
            {
                Assert.Equal(
                    (Convert.ToInt64(range.MinRange), Convert.ToInt64(range.MaxRange)),
                    (least.GetInt64(), value.GetProperty("maximum").GetInt64()));
            }
        });

    [Fact]
    public void HostSettings_AreThoseOfAddInviteApiVirtualHost()
    {
        IEnumerable<string> parameters = ModuleCmdlets.Get("Add-InviteApiVirtualHost").OwnParameters().Select(parameter => parameter.Name);
        Assert.Equal(
            parameters.Except(["VirtualHost", "InputObject", "Default", .. ParametersAlone.Keys], StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
            Schema.Value.RootElement.GetProperty("definitions").GetProperty("virtualHost").GetProperty("properties").EnumerateObject()
                .Select(ParameterOf).OfType<string>().Order(StringComparer.Ordinal));
    }

    private static string? ParameterOf(JsonProperty setting) =>
        ParameterName().Match(setting.Value.GetProperty("description").GetString()!) is { Success: true } match
            ? match.Groups["name"].Value
            : null;

    [GeneratedRegex(@"The parameter -(?<name>\w+)\.", RegexOptions.ExplicitCapture)]
    private static partial Regex ParameterName();
}
