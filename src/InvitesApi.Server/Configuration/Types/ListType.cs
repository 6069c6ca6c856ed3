using System.Text.Json.Nodes;

namespace InvitesApi.Server.Configuration.Types;

/// <summary>A list, which may be written as its item alone if it has but one.</summary>
/// <typeparam name="T">What its items are.</typeparam>
/// <param name="item">How they are written.</param>
/// <param name="least">How many there must be.</param>
internal sealed class ListType<T>(SettingType<T> item, int least = 0) : SettingType<IReadOnlyList<T>>
{
    /// <inheritdoc/>
    public override string Wanted => least > 0 ? $"a list that is not empty; each of its items must be {item.Wanted}" : "a list";

    /// <inheritdoc/>
    public override JsonObject Schema()
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = item.Schema() };
        if (least > 0)
        {
            list["minItems"] = least;
        }

        return new JsonObject { ["anyOf"] = new JsonArray(item.Schema(), list) };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<T> Read(ConfigurationNode node, SettingSource source)
    {
        if (node.Value is not IReadOnlyList<ConfigurationNode> items)
        {
            return [item.Read(node, source)];
        }

        return items.Count >= least ? [.. items.Select(one => item.Read(one, source))] : throw RefuseValue(node);
    }
}
