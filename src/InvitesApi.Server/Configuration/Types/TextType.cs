using System.Text.Json.Nodes;

namespace InvitesApi.Server.Configuration.Types;

/// <summary>A text.</summary>
/// <param name="mayBeEmpty">Whether it may be empty.</param>
internal sealed class TextType(bool mayBeEmpty = false) : SettingType<string>
{
    /// <inheritdoc/>
    public override string Wanted => mayBeEmpty ? "a text" : "a text that is not empty";

    /// <inheritdoc/>
    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (!mayBeEmpty)
        {
            schema["minLength"] = 1;
        }

        return schema;
    }

    /// <inheritdoc/>
    public override string Read(ConfigurationNode node, SettingSource source) =>
        node.Value is not string text ? throw Refuse(node) : text.Length > 0 || mayBeEmpty ? text : throw RefuseValue(node);
}
