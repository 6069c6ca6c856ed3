namespace InvitesApi.Benchmarks;

/// <summary>A folder that goes with all that is in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>The folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("invites-api-benchmark-").FullName;

    /// <summary>The path of a file in it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>How many bytes a file, or all files of a folder, have; with the files that SQLite keeps beside its own.</summary>
    public static long SizeOf(string path) => Directory.Exists(path)
        ? new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length)
        : new DirectoryInfo(System.IO.Path.GetDirectoryName(path)!)
            .EnumerateFiles(System.IO.Path.GetFileName(path) + "*").Sum(file => file.Length);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
