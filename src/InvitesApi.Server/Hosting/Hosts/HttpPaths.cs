using System.Buffers;
using System.Collections.Frozen;
using InvitesApi.Server.Endpoints;
using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Hosting.Hosts;

/// <summary>The paths of a host's resources.</summary>
internal sealed class HttpPaths
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("?#%\\{}\"<>");

    private readonly FrozenDictionary<string, Resource> _byPath;
    private readonly string[] _withParts;

    private HttpPaths(Dictionary<string, Resource> byPath)
    {
        _byPath = byPath.ToFrozenDictionary(StringComparer.Ordinal);
        _withParts = [.. byPath.Keys.Where(path => byPath[path].HasParts)];
        Array.Sort(_withParts, (one, other) => other.Length.CompareTo(one.Length));
    }

    /// <summary>Reads them.</summary>
    /// <param name="resources">The resources that there are.</param>
    /// <param name="paths">The paths that were set, by the names of the resources.</param>
    /// <param name="host">What <c>$host</c> stands for.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.HttpPathInvalid"/>.</exception>
    public static HttpPaths Parse(IReadOnlyList<Resource> resources, IReadOnlyDictionary<string, string> paths, string host)
    {
        if (paths.Keys.FirstOrDefault(name => resources.All(resource => resource.Name != name)) is { } unknown)
        {
            throw new InviteException(
                InviteFault.HttpPathInvalid,
                $"There is no resource '{unknown}'. There are {string.Join(", ", resources.Select(resource => resource.Name))}.",
                unknown);
        }

        var byPath = new Dictionary<string, Resource>(StringComparer.Ordinal);
        foreach (Resource resource in resources)
        {
            string path = Check(
                (paths.GetValueOrDefault(resource.Name) ?? resource.Path).Replace("$host", host, StringComparison.Ordinal));
            if (!byPath.TryAdd(path, resource))
            {
                throw new InviteException(InviteFault.HttpPathInvalid, $"Two resources have the path '{path}'. Give each its own.", path);
            }
        }

        return new HttpPaths(byPath);
    }

    /// <summary>The path of a resource.</summary>
    public string Of(Resource resource) => _byPath.Keys.First(path => _byPath[path] == resource);

    /// <summary>The resource at a path.</summary>
    /// <param name="path">What a client asked for.</param>
    /// <param name="rest">What follows the resource's own path, from its slash on.</param>
    /// <returns>The resource; null where there is none.</returns>
    public Resource? Find(string path, out string rest)
    {
        rest = string.Empty;
        if (_byPath.TryGetValue(path, out Resource? resource))
        {
            return resource;
        }

        foreach (string start in _withParts)
        {
            if (path.Length > start.Length && path[start.Length] == '/' && path.StartsWith(start, StringComparison.Ordinal))
            {
                rest = path[start.Length..];
                return _byPath[start];
            }
        }

        return null;
    }

    private static string Check(string path) =>
        path.Length > 1
        && path[0] == '/'
        && path[^1] != '/'
        && !path.AsSpan().ContainsAnyExceptInRange('!', '~')
        && !path.AsSpan().ContainsAny(Forbidden)
        && !path.Contains("//", StringComparison.Ordinal)
            ? path
            : throw new InviteException(
                InviteFault.HttpPathInvalid,
                $"'{path}' is no path. Give one that begins with a slash and does not end with one, such as /invites/$host.",
                path);
}
