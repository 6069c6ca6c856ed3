using System.Reflection;

namespace InvitesApi.Server.Tests.Support;

/// <summary>The source tree that the tests were built from.</summary>
internal static class Repository
{
    public static string Folder { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryFolder").Value!;

    public static string Read(string path) => File.ReadAllText(Path.Combine(Folder, path));

    /// <summary>The C# files below a folder: path from the root, with slashes, and text.</summary>
    public static IEnumerable<(string Path, string Text)> CSharpFiles(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Folder, folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path.GetRelativePath(Folder, path).Replace('\\', '/'), File.ReadAllText(path)));
}
