namespace InvitesApi.Server.Configuration;

/// <summary>Where settings come from: a file, or the parameters of a cmdlet.</summary>
internal sealed class SettingSource
{
    private readonly Func<PathKind, string, string> _resolve;
    private readonly List<ConfigurationFinding> _findings = [];

    private SettingSource(string file, StringComparison names, bool isFile, Func<PathKind, string, string> resolve)
    {
        File = file;
        Names = names;
        IsFile = isFile;
        _resolve = resolve;
    }

    /// <summary>The file, or what stands for it in messages.</summary>
    public string File { get; }

    /// <summary>How names of settings are compared.</summary>
    public StringComparison Names { get; }

    /// <summary>Whether it is a file.</summary>
    public bool IsFile { get; }

    /// <summary>What was found wrong.</summary>
    public IReadOnlyList<ConfigurationFinding> Findings => _findings;

    /// <summary>A file. Paths in it are relative to its folder.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="names">How names of settings are compared.</param>
    public static SettingSource OfFile(string path, StringComparison names) =>
        new(path, names, isFile: true, (_, relative) => Path.GetFullPath(relative, Path.GetDirectoryName(path)!));

    /// <summary>Parameters of a cmdlet.</summary>
    /// <param name="resolve">Makes paths full ones.</param>
    public static SettingSource OfParameters(Func<PathKind, string, string> resolve) =>
        new("parameters", StringComparison.OrdinalIgnoreCase, isFile: false, resolve);

    /// <summary>The full path that a path stands for.</summary>
    public string Resolve(PathKind kind, string path) => _resolve(kind, path);

    /// <summary>Notes what is wrong, so that all of it is told at once.</summary>
    public void Report(string? setting, int line, string message) =>
        _findings.Add(new ConfigurationFinding(setting, IsError: true, message, File, line));
}
