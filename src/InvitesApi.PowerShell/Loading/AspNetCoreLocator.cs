using System.Runtime.InteropServices;

namespace InvitesApi.PowerShell.Loading;

/// <summary>
/// Finds ASP.NET Core, which PowerShell does not bring: in an installed .NET, or beside the module. The newest of the running major
/// version is taken, so that an installed security fix counts.
/// </summary>
internal static class AspNetCoreLocator
{
    private const string Framework = "Microsoft.AspNetCore.App";

    /// <summary>The kind of machine that this is, as the module's folders are called: <c>linux-x64</c>.</summary>
    public static string RuntimeIdentifier { get; } = $"{SystemName()}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>The folder with its assemblies; null where there is none.</summary>
    /// <param name="dependencies">The folder of what the module brings.</param>
    public static string? Find(string dependencies) => Roots()
        .Select(root => Path.Combine(root, "shared", Framework))
        .Prepend(Path.Combine(dependencies, Framework, RuntimeIdentifier))
        .SelectMany(Versions)
        .Where(found => found.Version.Major == Environment.Version.Major)
        .OrderByDescending(found => found.Version)
        .Select(found => found.Folder)
        .FirstOrDefault();

    private static IEnumerable<(Version Version, string Folder)> Versions(string folder)
    {
        if (!Directory.Exists(folder))
        {
            yield break;
        }

        foreach (string candidate in Directory.EnumerateDirectories(folder))
        {
            // A preview has a name that is no version, and is not taken.
            if (Version.TryParse(Path.GetFileName(candidate), out Version? version)
                && File.Exists(Path.Combine(candidate, "Microsoft.AspNetCore.dll")))
            {
                yield return (version, candidate);
            }
        }
    }

    // Where .NET is looked for: https://github.com/dotnet/designs/blob/main/accepted/2020/install-locations.md
    private static IEnumerable<string> Roots()
    {
        string?[] roots =
        [
            Environment.GetEnvironmentVariable("DOTNET_ROOT_" + RuntimeInformation.ProcessArchitecture.ToString().ToUpperInvariant()),
            Environment.GetEnvironmentVariable("DOTNET_ROOT"),
            RootOfThisRuntime(),
            RegisteredRoot(),
            RootOnPath(),
            .. OperatingSystem.IsWindows()
                ? [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "dotnet")]
                : (string[])["/usr/share/dotnet", "/usr/lib/dotnet", "/usr/local/share/dotnet"],
        ];
        return roots.Where(root => !string.IsNullOrEmpty(root)).Select(root => root!).Distinct(StringComparer.Ordinal);
    }

    // ROOT/shared/Microsoft.NETCore.App/VERSION/System.Private.CoreLib.dll, unless the program brings its runtime, as pwsh does.
    private static string? RootOfThisRuntime()
    {
        string? shared = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(typeof(object).Assembly.Location)));
        return Path.GetFileName(shared) == "shared" ? Path.GetDirectoryName(shared) : null;
    }

    private static string? RegisteredRoot()
    {
        const string File = "/etc/dotnet/install_location";
        return OperatingSystem.IsWindows() || !System.IO.File.Exists(File) ? null : System.IO.File.ReadLines(File).FirstOrDefault()?.Trim();
    }

    private static string? RootOnPath()
    {
        string program = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string? found = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
        return found is null
            ? null
            : Path.GetDirectoryName(File.ResolveLinkTarget(found, returnFinalTarget: true)?.FullName ?? found);
    }

    private static string SystemName() => OperatingSystem.IsWindows() ? "win"
        : OperatingSystem.IsMacOS() ? "osx"
        : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal)
            || RuntimeInformation.RuntimeIdentifier.StartsWith("alpine", StringComparison.Ordinal) ? "linux-musl"
        : "linux";
}
