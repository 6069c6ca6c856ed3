using System.Text.Json.Nodes;
using InvitesApi.Server.Texts;

namespace InvitesApi.Server.Configuration.Types;

/// <summary>A span of time, as <see cref="DurationText"/> reads it, longer than nothing.</summary>
internal sealed class DurationType : SettingType<TimeSpan>
{
    /// <inheritdoc/>
    public override string Wanted => "a span of time, such as \"30d\", \"12h\" or \"2 weeks\"";

    /// <inheritdoc/>
    public override JsonObject Schema() => new()
    {
        ["type"] = "string",
        ["pattern"] = "^([0-9]{1,9} ?[smhdwSMHDW][A-Za-z]*|[0-9.]*:[0-9:.]+)$",
    };

    /// <inheritdoc/>
    public override TimeSpan Read(ConfigurationNode node, SettingSource source) => node.Value switch
    {
        TimeSpan parameter => parameter,
        string text when DurationText.TryParse(text, out TimeSpan duration) && duration > TimeSpan.Zero => duration,
        string => throw RefuseValue(node),
        _ => throw Refuse(node),
    };
}
