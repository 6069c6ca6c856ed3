using System.Text.Json.Nodes;

namespace InvitesApi.Server.Configuration.Types;

/// <summary>Virtual hosts: their names, or objects with a name and settings of their own.</summary>
internal sealed class HostsType : SettingType<IReadOnlyList<HostSection>>
{
    /// <inheritdoc/>
    public override string Wanted => "a list of domains, or of objects with a name and settings";

    /// <inheritdoc/>
    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(Host(), new JsonObject { ["type"] = "array", ["items"] = Host(), ["minItems"] = 1 }),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<HostSection> Read(ConfigurationNode node, SettingSource source)
    {
        IReadOnlyList<ConfigurationNode> hosts = node.Value as IReadOnlyList<ConfigurationNode> ?? [node];
        if (hosts.Count == 0)
        {
            throw RefuseValue(node);
        }

        HostSection[] sections = [.. hosts.Select((host, i) => Read(host, i, source))];
        HostSection? again = source.IsFile
            ? sections.Where((host, i) => sections.Take(i).Any(other => Same(host, other))).FirstOrDefault()
            : null;
        return again is null ? sections : throw new SettingException(again.Line, $"{again.Name} is there twice. Leave one of them out.");
    }

    private static HostSection Read(ConfigurationNode node, int i, SettingSource source)
    {
        if (node.Value is string { Length: > 0 } name)
        {
            return new HostSection(name, node.Line, []);
        }

        IReadOnlyList<ConfigurationEntry> entries = node.Value as IReadOnlyList<ConfigurationEntry>
            ?? throw new SettingException(
                node.Line, $"A virtual host must be a domain or an object with a name and settings, and is {node.Kind}.");
        ConfigurationEntry[] names =
            [.. entries.Where(entry => string.Equals(entry.Name, ConfigurationSchema.HostsName, source.Names))];
        if (names is not [{ Node.Value: string { Length: > 0 } own }])
        {
            throw new SettingException(
                names.FirstOrDefault()?.Line ?? node.Line, "The object of a virtual host must have a name, which is a text.");
        }

        ConfigurationEntry[] settings = [.. entries.Except(names)];
        return new HostSection(own, node.Line, SettingTable.Bind(settings, HostSettings.All, source, $"virtualHosts[{i}]."));
    }

    private static bool Same(HostSection one, HostSection other) => string.Equals(one.Name, other.Name, StringComparison.OrdinalIgnoreCase);

    private static JsonObject Host() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "string", ["minLength"] = 1 },
            new JsonObject { ["$ref"] = $"#/definitions/{ConfigurationSchema.HostDefinition}" }),
    };
}
