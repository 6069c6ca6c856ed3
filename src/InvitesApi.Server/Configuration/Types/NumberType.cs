using System.Numerics;
using System.Text.Json.Nodes;

namespace InvitesApi.Server.Configuration.Types;

/// <summary>A whole number.</summary>
/// <typeparam name="T">Its type.</typeparam>
/// <param name="least">The smallest.</param>
/// <param name="most">The largest.</param>
internal sealed class NumberType<T>(T least, T most) : SettingType<T>
    where T : struct, IBinaryInteger<T>
{
    /// <inheritdoc/>
    public override string Wanted => $"a whole number from {least} to {most}";

    /// <inheritdoc/>
    public override JsonObject Schema() => new()
    {
        ["type"] = "integer",
        ["minimum"] = JsonValue.Create(long.CreateChecked(least)),
        ["maximum"] = JsonValue.Create(long.CreateChecked(most)),
    };

    /// <inheritdoc/>
    public override T Read(ConfigurationNode node, SettingSource source) => node.Value switch
    {
        long number when number >= long.CreateChecked(least) && number <= long.CreateChecked(most) => T.CreateChecked(number),
        long or double => throw RefuseValue(node),
        _ => throw Refuse(node),
    };
}
