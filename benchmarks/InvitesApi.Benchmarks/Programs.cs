namespace InvitesApi.Benchmarks;

/// <summary>Programs of others that a benchmark can use.</summary>
internal static class Programs
{
    /// <summary>Whether the path has one.</summary>
    /// <param name="name">Its name, without what Windows has behind it.</param>
    public static bool IsInstalled(string name) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)));
}
