using System.Text.Json.Nodes;

namespace InvitesApi.Server.Configuration.Types;

/// <summary>What only a parameter can have.</summary>
/// <typeparam name="T">What it is.</typeparam>
internal sealed class ObjectType<T> : SettingType<T>
    where T : class
{
    /// <inheritdoc/>
    public override bool IsOfFiles => false;

    /// <inheritdoc/>
    public override string Wanted => $"an object of the type {typeof(T).Name}";

    /// <inheritdoc/>
    public override JsonObject Schema() => new() { ["not"] = new JsonObject() };

    /// <inheritdoc/>
    public override T Read(ConfigurationNode node, SettingSource source) => node.Value as T ?? throw Refuse(node);
}
