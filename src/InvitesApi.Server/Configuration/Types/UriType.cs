using System.Text.Json.Nodes;

namespace InvitesApi.Server.Configuration.Types;

/// <summary>An absolute http or https address.</summary>
internal sealed class UriType : SettingType<Uri>
{
    /// <inheritdoc/>
    public override string Wanted => "an http or https address, such as https://example.com/";

    /// <inheritdoc/>
    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = "^[Hh][Tt][Tt][Pp][Ss]?://" };

    /// <inheritdoc/>
    public override Uri Read(ConfigurationNode node, SettingSource source) => node.Value switch
    {
        Uri parameter => parameter,
        string text when Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" => uri,
        string => throw RefuseValue(node),
        _ => throw Refuse(node),
    };
}
