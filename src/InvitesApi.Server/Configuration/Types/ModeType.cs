using System.Text.Json.Nodes;

namespace InvitesApi.Server.Configuration.Types;

/// <summary>Permissions of a file, in octal digits.</summary>
internal sealed class ModeType : SettingType<UnixFileMode>
{
    /// <inheritdoc/>
    public override string Wanted => "a text of three octal digits, such as \"660\"";

    /// <inheritdoc/>
    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = "^0?[0-7]{3}$" };

    /// <inheritdoc/>
    public override UnixFileMode Read(ConfigurationNode node, SettingSource source) => node.Value switch
    {
        string digits when IsOctal(digits) => (UnixFileMode)Convert.ToInt32(digits, 8),
        string => throw RefuseValue(node),
        _ => throw Refuse(node),
    };

    // Three digits, and a 0 before them at the most.
    private static bool IsOctal(string digits) =>
        (digits.Length == 3 || (digits.Length == 4 && digits[0] == '0')) && !digits.AsSpan().ContainsAnyExceptInRange('0', '7');
}
