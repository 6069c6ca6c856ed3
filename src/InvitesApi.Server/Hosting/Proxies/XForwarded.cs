using Microsoft.Extensions.Primitives;

namespace InvitesApi.Server.Hosting.Proxies;

/// <summary>
/// The fields <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c>: lists, to whose end each proxy adds. They need not be of the same
/// length, so
/// they are aligned at their ends.
/// </summary>
internal static class XForwarded
{
    /// <summary>Reads them.</summary>
    /// <returns>The hops, the nearest one last.</returns>
    public static IReadOnlyList<Hop> Read(StringValues clients, StringValues schemes, StringValues hosts)
    {
        string[][] lists = [Split(clients), Split(schemes), Split(hosts)];
        int count = lists.Max(list => list.Length);
        return [.. Enumerable.Range(0, count).Select(i => Hop.Of(At(lists[0], i), At(lists[1], i), At(lists[2], i)))];

        string? At(string[] list, int i) => i - (count - list.Length) is var own and >= 0 ? list[own] : null;
    }

    private static string[] Split(StringValues field) =>
        [.. field.SelectMany(line => (line ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
}
