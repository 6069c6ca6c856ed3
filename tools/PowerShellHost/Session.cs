using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using PowerShellHost.Console;

namespace PowerShellHost;

/// <summary>A runspace, and what is run in it one after the other.</summary>
internal sealed class Session : IDisposable
{
    private const int Failure = 1;
    private const int Interrupted = 130; // 128 + SIGINT, as shells say it

    private readonly ConsoleHost _host;
    private readonly Runspace _runspace;
    private readonly Lock _turn = new();
    private PowerShell? _running;
    private bool _interrupted;
    private int? _stopCode;

    /// <summary>Opens the runspace.</summary>
    public Session(ConsoleHost host)
    {
        _host = host;
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            // Whoever starts this host has chosen what it runs.
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        _runspace = RunspaceFactory.CreateRunspace(host, state);
        _runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        _runspace.Open();
        Runspace.DefaultRunspace = _runspace;
    }

    /// <summary>Whether <c>exit</c> was said, or the host was told to end.</summary>
    public bool HasEnded => _host.ExitCode is not null || _stopCode is not null;

    /// <summary>What to show before a command is typed.</summary>
    public string Location => _runspace.SessionStateProxy.Path.CurrentLocation.Path;

    /// <summary>Imports the module.</summary>
    /// <returns>Whether it was imported. Why not, was reported.</returns>
    public bool Import(string module) => Run(engine => engine
        .AddCommand("Import-Module")
        .AddParameter("Name", module)
        .AddParameter("ErrorAction", ActionPreference.Stop)) == 0;

    /// <summary>Runs a text, and shows what it puts out.</summary>
    /// <returns>The exit code.</returns>
    public int RunText(string text) => Run(engine => engine.AddScript(text, useLocalScope: false));

    /// <summary>Runs a script file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="arguments">Its arguments: <c>-Name</c>, <c>-Name:VALUE</c>, and values.</param>
    /// <returns>The exit code.</returns>
    public int RunFile(string path, IReadOnlyList<string> arguments)
    {
        string fullPath = Path.GetFullPath(path);
        if (!File.Exists(fullPath))
        {
            _host.UI.WriteErrorLine($"There is no script '{path}'. Give the path of a .ps1 file.");
            return Failure;
        }

        ScriptBlockAst script = Parser.ParseFile(fullPath, out _, out ParseError[] errors);
        if (errors.Length > 0)
        {
            return Run(engine => Throw(engine, new ParseException(errors)));
        }

        // A function, as 'exit N' in a script that is called by its name ends no more than the script.
        string name = Path.GetFileName(fullPath);
        _runspace.SessionStateProxy.InvokeProvider.Item.Set(
            [$"function:global:{name}"], script.GetScriptBlock(), force: true, literalPath: true);
        return Run(engine => AddArguments(engine.AddCommand(name), arguments));
    }

    /// <summary>Stops what is running.</summary>
    /// <param name="code">The exit code of a host that stops with it; null: it goes on with the next command.</param>
    /// <returns>Whether anything was running.</returns>
    public bool Stop(int? code)
    {
        lock (_turn)
        {
            _stopCode ??= code;
            _interrupted = true;
            _running?.BeginStop(null, null);
            return _running is not null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _runspace.Dispose();

    private int Run(Func<PowerShell, PowerShell> build)
    {
        using PowerShell engine = PowerShell.Create(_runspace);
        build(engine);
        lock (_turn)
        {
            if (HasEnded)
            {
                return _stopCode ?? 0;
            }

            _running = engine;
            _interrupted = false;
        }

        int code = 0;
        try
        {
            Show(engine);
        }
        catch (PipelineStoppedException)
        {
            // Not every pipeline that is stopped says so: a cmdlet may come to its end in order. The code below tells of both.
        }
        catch (RuntimeException error)
        {
            code = Failure;
            Report(error);
        }
        finally
        {
            lock (_turn)
            {
                _running = null;
            }
        }

        return _stopCode ?? _host.ExitCode ?? (_interrupted ? Interrupted : code);
    }

    // Formatted by the engine, as every other error is; only which stream it belongs to, it can't know any more.
    private void Report(RuntimeException error)
    {
        using PowerShell engine = PowerShell.Create(_runspace);
        using (_host.Console.BeginErrors())
        {
            engine.AddCommand("Out-Default").Invoke(new[] { error.ErrorRecord });
        }
    }

    private static void Show(PowerShell engine)
    {
        engine.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        engine.AddCommand("Out-Default").Invoke();
    }

    private static PowerShell Throw(PowerShell engine, Exception error) => engine.AddScript("throw $args[0]").AddArgument(error);

    private static PowerShell AddArguments(PowerShell engine, IReadOnlyList<string> arguments)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            if (!IsParameter(arguments[i]))
            {
                engine.AddArgument(arguments[i]);
                continue;
            }

            string name = arguments[i][1..];
            int colon = name.IndexOf(':', StringComparison.Ordinal);
            if (colon >= 0)
            {
                engine.AddParameter(name[..colon], name[(colon + 1)..]);
            }
            else if (i + 1 < arguments.Count && !IsParameter(arguments[i + 1]))
            {
                engine.AddParameter(name, arguments[++i]);
            }
            else
            {
                engine.AddParameter(name);
            }
        }

        return engine;
    }

    private static bool IsParameter(string argument) => argument.Length > 1 && argument[0] == '-' && char.IsLetter(argument[1]);
}
