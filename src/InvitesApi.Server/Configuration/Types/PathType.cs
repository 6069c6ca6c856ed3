using System.Text.Json.Nodes;
using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Configuration.Types;

/// <summary>A path of a file or a folder. In a file it is relative to that.</summary>
/// <param name="kind">What it leads to.</param>
/// <param name="check">Refuses what only looks like a path; null: nothing does.</param>
internal sealed class PathType(PathKind kind, Action<string>? check = null) : SettingType<string>
{
    /// <inheritdoc/>
    public override string Wanted => kind.Wanted;

    /// <inheritdoc/>
    public override JsonObject Schema() => new() { ["type"] = "string", ["minLength"] = 1 };

    /// <inheritdoc/>
    public override string Read(ConfigurationNode node, SettingSource source)
    {
        if (node.Value is not string path)
        {
            throw Refuse(node);
        }

        if (!source.IsFile)
        {
            check?.Invoke(path);
            return source.Resolve(kind, path);
        }

        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            throw RefuseValue(node);
        }

        try
        {
            check?.Invoke(path);
            return source.Resolve(kind, path);
        }
        catch (InviteException fault)
        {
            throw new SettingException(node.Line, fault.Message, fault);
        }
    }
}
