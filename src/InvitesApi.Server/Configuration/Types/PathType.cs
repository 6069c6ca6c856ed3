using System.Text.Json.Nodes;
using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Configuration.Types;

/// <summary>A path of a file or a folder. In a file it is relative to that.</summary>
/// <param name="kind">What it leads to.</param>
/// <param name="split">Takes off what stands before the path, and refuses what only looks like one; null: nothing stands there.</param>
internal sealed class PathType(PathKind kind, Func<string, (string Prefix, string Path)>? split = null) : SettingType<string>
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
            return Resolve(path, source);
        }

        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            throw RefuseValue(node);
        }

        try
        {
            return Resolve(path, source);
        }
        catch (InviteException fault)
        {
            throw new SettingException(node.Line, fault.Message, fault);
        }
    }

    private string Resolve(string path, SettingSource source)
    {
        (string prefix, string rest) = split?.Invoke(path) ?? (string.Empty, path);
        return prefix + source.Resolve(kind, rest);
    }
}
