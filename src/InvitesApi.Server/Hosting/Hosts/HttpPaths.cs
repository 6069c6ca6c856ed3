using System.Collections.Frozen;
using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Hosting.Hosts;

/// <summary>The paths of a host's resources, under the names that Prosody's modules have.</summary>
internal sealed class HttpPaths
{
    private static readonly FrozenDictionary<string, Resource> Names = new Dictionary<string, Resource>(StringComparer.Ordinal)
    {
        ["invites_api"] = Resource.InvitesApi,
        ["invites_page"] = Resource.InvitePage,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, Resource> _byPath;

    private HttpPaths(Dictionary<string, Resource> byPath) => _byPath = byPath.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The path of the invite page.</summary>
    public string InvitePage => _byPath.First(path => path.Value == Resource.InvitePage).Key;

    /// <summary>Reads them.</summary>
    /// <param name="paths">The paths that were set, by name.</param>
    /// <param name="host">What <c>$host</c> stands for.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.HttpPathInvalid"/>.</exception>
    public static HttpPaths Parse(IReadOnlyDictionary<string, string> paths, string host)
    {
        if (paths.Keys.FirstOrDefault(name => !Names.ContainsKey(name)) is { } unknown)
        {
            throw new InviteException(
                InviteFault.HttpPathInvalid,
                $"There is no resource '{unknown}'. There are {string.Join(", ", Names.Keys.Order(StringComparer.Ordinal))}.",
                unknown);
        }

        var byPath = new Dictionary<string, Resource>(StringComparer.Ordinal);
        foreach ((string name, Resource resource) in Names)
        {
            string path = Check((paths.GetValueOrDefault(name) ?? "/" + name).Replace("$host", host, StringComparison.Ordinal));
            if (!byPath.TryAdd(path, resource))
            {
                throw new InviteException(InviteFault.HttpPathInvalid, $"Two resources have the path '{path}'. Give each its own.", path);
            }
        }

        return new HttpPaths(byPath);
    }

    /// <summary>What is at a path.</summary>
    public bool TryFind(string path, out Resource resource) => _byPath.TryGetValue(path, out resource);

    private static string Check(string path) =>
        path.Length > 1
        && path[0] == '/'
        && path[^1] != '/'
        && !path.AsSpan().ContainsAnyExceptInRange('!', '~')
        && path.AsSpan().IndexOfAny("?#%\\{}\"<>") < 0
        && !path.Contains("//", StringComparison.Ordinal)
            ? path
            : throw new InviteException(
                InviteFault.HttpPathInvalid,
                $"'{path}' is no path. Give one that begins with a slash and does not end with one, such as /invites/$host.",
                path);
}
