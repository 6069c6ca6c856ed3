using System.Text.Json.Nodes;
using InvitesApi.Server.Endpoints;

namespace InvitesApi.Server.Configuration.Types;

/// <summary>Paths of resources, by their names.</summary>
internal sealed class PathsType : SettingType<IReadOnlyDictionary<string, string>>
{
    /// <inheritdoc/>
    public override string Wanted => "an object with the paths of resources, such as { \"invites_api\": \"/$host/invites\" }";

    /// <inheritdoc/>
    public override JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(Resource.All.Select(resource => KeyValuePair.Create<string, JsonNode?>(
            resource.Name, new JsonObject { ["type"] = "string", ["pattern"] = "^/.*[^/]$" }))),
        ["additionalProperties"] = false,
    };

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Read(ConfigurationNode node, SettingSource source)
    {
        IReadOnlyList<ConfigurationEntry> entries = node.Value as IReadOnlyList<ConfigurationEntry> ?? throw Refuse(node);
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (ConfigurationEntry entry in entries)
        {
            if (!paths.TryAdd(entry.Name, entry.Node.Value as string ?? throw Refuse(entry.Node)))
            {
                throw new SettingException(entry.Line, $"The path of {entry.Name} is there twice. Leave one of them out.");
            }
        }

        return paths;
    }
}
