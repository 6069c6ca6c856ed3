using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace InvitesApi.Server.Configuration;

/// <summary>The JSON schema of configuration files, from the settings themselves.</summary>
internal static class ConfigurationSchema
{
    /// <summary>The member of a file that names its schema, for editors.</summary>
    public const string Reference = "$schema";

    /// <summary>The name of the schema's file.</summary>
    public const string FileName = "server.schema.json";

    /// <summary>The definition of an object for a virtual host.</summary>
    public const string HostDefinition = "virtualHost";

    /// <summary>The member of such an object with its domain.</summary>
    public const string HostsName = "name";

    private static readonly JsonSerializerOptions Form = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema, in the form of draft 7 (json-schema.org).</summary>
    public static string Write()
    {
        JsonObject properties = Properties(SettingTable.All);
        properties.Insert(0, Reference, new JsonObject { ["type"] = "string", ["description"] = "This schema, for editors." });
        JsonObject host = Properties(HostSettings.All);
        host.Insert(0, HostsName, new JsonObject { ["type"] = "string", ["minLength"] = 1, ["description"] = "The XMPP domain." });
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "Configuration of Start-InviteApiServer",
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
            ["definitions"] = new JsonObject
            {
                [HostDefinition] = new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = host,
                    ["required"] = new JsonArray(HostsName),
                    ["additionalProperties"] = false,
                },
            },
        };
        return schema.ToJsonString(Form) + "\n";
    }

    private static JsonObject Properties(IEnumerable<Setting> settings) => new(settings
        .Where(setting => setting.IsOfFiles)
        .Select(setting =>
        {
            JsonObject schema = setting.Schema();
            schema["description"] = setting.Description
                + (setting.Parameter is null ? string.Empty : $" The parameter -{setting.Parameter}.")
                + (setting.Prosody is null ? string.Empty : $" Prosody's {setting.Prosody}.");
            return KeyValuePair.Create<string, JsonNode?>(setting.Name, schema);
        }));
}
