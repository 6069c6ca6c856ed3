using System.Reflection;

namespace InvitesApi.Fuzzing;

/// <summary>The kept inputs: what has found something once, or reaches code that others don't.</summary>
internal static class Corpus
{
    private static readonly string Folder = Path.Combine(
        typeof(Corpus).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "RepositoryFolder").Value!,
        "tests",
        "InvitesApi.Fuzzing",
        "Corpus");

    /// <summary>The inputs of a target, each with its file's name.</summary>
    /// <param name="target">The target.</param>
    public static IReadOnlyList<(string Name, byte[] Data)> Of(FuzzTarget target) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Folder, target.Name))
            .Order(StringComparer.Ordinal)
            .Select(path => (Path.GetFileName(path), File.ReadAllBytes(path))),
    ];
}
