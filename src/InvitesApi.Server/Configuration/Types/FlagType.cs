using System.Text.Json.Nodes;

namespace InvitesApi.Server.Configuration.Types;

/// <summary>True or false.</summary>
internal sealed class FlagType : SettingType<bool>
{
    /// <inheritdoc/>
    public override string Wanted => "true or false";

    /// <inheritdoc/>
    public override JsonObject Schema() => new() { ["type"] = "boolean" };

    /// <inheritdoc/>
    public override bool Read(ConfigurationNode node, SettingSource source) => node.Value is bool flag ? flag : throw Refuse(node);
}
