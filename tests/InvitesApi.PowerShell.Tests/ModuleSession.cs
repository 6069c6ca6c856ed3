using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using Engine = System.Management.Automation.PowerShell;

namespace InvitesApi.PowerShell.Tests;

/// <summary>A session of the real engine with the module, as it was laid out, imported, and a database of its own.</summary>
public sealed class ModuleSession : IDisposable
{
    private readonly Runspace _runspace;

    public ModuleSession(bool import = true, string? database = null)
    {
        Folder = Directory.CreateTempSubdirectory("invites-api-test-").FullName;
        Database = database ?? Path.Combine(Folder, "invites.db");
        _runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        _runspace.Open();
        if (import)
        {
            Run($"Import-Module '{Manifest}'");
        }

        Run($"$PSDefaultParameterValues['*-InviteApiKey:Database'] = '{Database}'");
        Run($"$PSDefaultParameterValues['Start-InviteApiServer:Database'] = '{Database}'");
        Run($"$PSDefaultParameterValues['Start-InviteApiServer:Port'] = 0");
        Run($"$database = '{Database}'");
    }

    /// <summary>The manifest of the module, where the build laid it out.</summary>
    public static string Manifest => Path.Combine(RepositoryFolder, "out", "InvitesApi", "InvitesApi.psd1");

    public static string RepositoryFolder { get; } = typeof(ModuleSession).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryFolder").Value!;

    public string Folder { get; }

    public string Database { get; }

    public Runspace Runspace => _runspace;

    /// <summary>Runs a script that must not fail.</summary>
    public Collection<PSObject> Run(string script)
    {
        ScriptResult result = Try(script);
        return result.Failure is null && result.Errors.Count == 0
            ? result.Output
            : throw new InvalidOperationException($"{script}: {result.Failure?.Message}{string.Join("; ", result.Errors)}");
    }

    /// <summary>Runs a script whose errors are of interest.</summary>
    public ScriptResult Try(string script)
    {
        using Engine engine = Engine.Create();
        engine.Runspace = _runspace;
        engine.AddScript(script);
        var output = new Collection<PSObject>();
        RuntimeException? failure = null;
        try
        {
            output = engine.Invoke();
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

    public void Dispose()
    {
        _runspace.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
