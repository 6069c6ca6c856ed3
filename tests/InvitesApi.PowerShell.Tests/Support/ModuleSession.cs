using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using Engine = System.Management.Automation.PowerShell;

namespace InvitesApi.PowerShell.Tests;

/// <summary>A session of the real engine with the module, as it was laid out, imported, and a database of its own.</summary>
public sealed class ModuleSession : IDisposable
{
    /// <summary>A session.</summary>
    /// <param name="import">Whether the module is imported.</param>
    /// <param name="database">The database; without it, one in <see cref="Folder"/>.</param>
    public ModuleSession(bool import = true, string? database = null)
    {
        Folder = Directory.CreateTempSubdirectory("invites-api-test-").FullName;
        Database = database ?? Path.Combine(Folder, "invites.db");
        Runspace = RunspaceFactory.CreateRunspace(Host, InitialSessionState.CreateDefault2());
        Runspace.Open();
        Run(
            $"""
            {(import ? $"Import-Module '{Manifest}'" : string.Empty)}
            $database = '{Database}'
            $PSDefaultParameterValues['*-Invite*:Database'] = $database
            $PSDefaultParameterValues['*-InviteApiServer:Port'] = 0
            """);
    }

    public static string RepositoryFolder { get; } = typeof(ModuleSession).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryFolder").Value!;

    /// <summary>The module, where the build laid it out.</summary>
    public static string ModuleFolder { get; } = Path.Combine(RepositoryFolder, "out", "InvitesApi");

    public static string Manifest { get; } = Path.Combine(ModuleFolder, "InvitesApi.psd1");

    /// <summary>A folder that lives as long as the session.</summary>
    public string Folder { get; }

    public string Database { get; }

    public RecordingHost Host { get; } = new();

    public Runspace Runspace { get; }

    /// <summary>Runs a script that must not fail.</summary>
    public Collection<PSObject> Run(string script)
    {
        ScriptResult result = Try(script);
        return result.Failure is null && result.Errors.Count == 0
            ? result.Output
            : throw new InvalidOperationException($"{script}: {result.Failure?.Message}{string.Join("; ", result.Errors)}");
    }

    /// <summary>Runs a script that must not fail and puts out one object.</summary>
    public PSObject One(string script) => Assert.Single(Run(script));

    /// <summary>Runs a script that must not fail, and takes the texts that it puts out.</summary>
    public IReadOnlyList<string> Texts(string script) => [.. Run(script).Select(item => item?.ToString() ?? string.Empty)];

    /// <summary>Runs a script whose errors are of interest. A terminating error ends it.</summary>
    public ScriptResult Try(string script)
    {
        using Engine engine = Engine.Create();
        engine.Runspace = Runspace;

        // Where no script catches it, a cmdlet's terminating error would be reported like any other, and the next statement run.
        engine.AddScript($"try {{\n{script}\n}} catch {{ throw }}");
        var output = new Collection<PSObject>();
        RuntimeException? failure = null;
        try
        {
            engine.Invoke(input: null, output);
        }
        catch (RuntimeException terminating)
        {
            failure = terminating;
        }

        return new ScriptResult(
            output,
            [.. engine.Streams.Error],
            [.. engine.Streams.Verbose.Select(record => record.Message)],
            [.. engine.Streams.Warning.Select(record => record.Message)],
            failure);
    }

    /// <summary>What Tab offers at the end of a line.</summary>
    public IReadOnlyList<string> Complete(string line)
    {
        using Engine engine = Engine.Create();
        engine.Runspace = Runspace;
        return [.. CommandCompletion.CompleteInput(line, line.Length, options: null, engine)
            .CompletionMatches.Select(match => match.CompletionText)];
    }

    /// <summary>What is in the database's file and in those beside it, by name; empty where there is none.</summary>
    public IReadOnlyDictionary<string, byte[]> Files() => !Directory.Exists(Path.GetDirectoryName(Database))
        ? new Dictionary<string, byte[]>(StringComparer.Ordinal)
        : Directory.EnumerateFiles(Path.GetDirectoryName(Database)!).ToDictionary(path => path, ReadShared, StringComparer.Ordinal);

    /// <summary>Begins a script that goes on while others run.</summary>
    public RunningScript Begin(string script) => new(Runspace, script);

    /// <summary>Moves the session, and not the process, to a folder.</summary>
    public void MoveTo(string folder) => Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{folder}')");

    public void Dispose()
    {
        Runspace.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    // A server may have it open.
    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }
}
