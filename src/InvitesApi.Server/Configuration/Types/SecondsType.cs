using System.Text.Json.Nodes;

namespace InvitesApi.Server.Configuration.Types;

/// <summary>A duration, in whole seconds.</summary>
/// <param name="least">The shortest.</param>
/// <param name="most">The longest.</param>
internal sealed class SecondsType(int least, int most) : SettingType<TimeSpan>
{
    private readonly NumberType<int> _number = new(least, most);

    /// <inheritdoc/>
    public override string Wanted => _number.Wanted;

    /// <inheritdoc/>
    public override JsonObject Schema() => _number.Schema();

    /// <inheritdoc/>
    public override TimeSpan Read(ConfigurationNode node, SettingSource source) => TimeSpan.FromSeconds(_number.Read(node, source));
}
