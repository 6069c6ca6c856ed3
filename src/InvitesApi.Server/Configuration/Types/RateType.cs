using System.Text.Json.Nodes;
using InvitesApi.Server.Limits;

namespace InvitesApi.Server.Configuration.Types;

/// <summary>A rate, as <see cref="Rate.TryParse"/> reads it, or <c>none</c>.</summary>
internal sealed class RateType : SettingType<RateType.Limit>
{
    private const string None = "none";

    /// <inheritdoc/>
    public override string Wanted => "a rate such as \"60/min\" or \"1000/h\", or \"none\"";

    /// <inheritdoc/>
    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = $"^none$|{Rate.Pattern}" };

    /// <inheritdoc/>
    public override Limit Read(ConfigurationNode node, SettingSource source) => node.Value switch
    {
        string text when text.Equals(None, StringComparison.OrdinalIgnoreCase) => new Limit(null),
        string text when Rate.TryParse(text) is { } rate => new Limit(rate),
        string => throw RefuseValue(node),
        _ => throw Refuse(node),
    };

    /// <summary>A limit.</summary>
    /// <param name="Rate">The rate; null: there is none.</param>
    internal sealed record Limit(Rate? Rate);
}
