using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace InvitesApi.PowerShell.Tests;

/// <summary>A process of tools/PowerShellHost, with a database folder of its own.</summary>
public sealed class HostProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private HostProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The signals that a shell or a service manager sends.</summary>
    public enum Signal
    {
        /// <summary>Ctrl+C.</summary>
        Interrupt = 2,

        /// <summary>What <c>kill</c> sends, and systemd and Docker.</summary>
        Terminate = 15,
    }

    /// <summary>The program.</summary>
    public static string Program { get; } = Path.Combine(
        ModuleSession.RepositoryFolder, "out", "PowerShellHost", OperatingSystem.IsWindows() ? "PowerShellHost.exe" : "PowerShellHost");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts one.</summary>
    public static HostProcess Start(params string[] arguments) => Start(Program, [], arguments);

    /// <summary>Starts one, or a program that ends in one, with further environment variables.</summary>
    public static HostProcess Start(string program, IEnumerable<(string Name, string Value)> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new HostProcess(start);
    }

    /// <summary>Runs one to its end.</summary>
    public static async Task<HostResult> RunAsync(params string[] arguments)
    {
        using HostProcess host = Start(arguments);
        return await host.EndAsync();
    }

    /// <summary>Runs one to its end that has no more rights than the owner of its files, though root may run the tests.</summary>
    public static async Task<HostResult> RunWithoutPrivilegesAsync(params string[] arguments)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return await RunAsync(arguments);
        }

        // Without these two root is an owner like any other (capabilities(7)).
        using HostProcess host = Start("setpriv", [], ["--bounding-set=-dac_override,-dac_read_search", Program, .. arguments]);
        return await host.EndAsync();
    }

    /// <summary>Runs one to its end that reads a script from its standard input.</summary>
    public static async Task<HostResult> RunInputAsync(string input, params string[] arguments)
    {
        using HostProcess host = Start(arguments);
        await host._process.StandardInput.WriteAsync(input.AsMemory(), Cancellation);
        return await host.EndAsync();
    }

    /// <summary>Starts a script that puts out the port it serves, and waits for that.</summary>
    public static async Task<(HostProcess Host, int Port)> ServeAsync(string script, params (string Name, string Value)[] environment)
    {
        HostProcess host = Start(Program, environment, "-Command", script);
        string? line = await host._process.StandardOutput.ReadLineAsync(Cancellation).AsTask().WaitAsync(Patience, Cancellation);
        return int.TryParse(line, CultureInfo.InvariantCulture, out int port)
            ? (host, port)
            : throw new InvalidOperationException($"The host said '{line}': {await host._errors}");
    }

    /// <summary>Waits for the next line of its standard output.</summary>
    public async Task<string?> ReadLineAsync() =>
        await _process.StandardOutput.ReadLineAsync(Cancellation).AsTask().WaitAsync(Patience, Cancellation);

    /// <summary>
    /// Sends it a signal. What a shell has put into the background ignores Ctrl+C, as does all that is started from there: then there is nothing to test.
    /// </summary>
    public void Send(Signal signal)
    {
        Assert.SkipWhen(Ignores(signal), $"{signal} is ignored here: run the tests in the foreground.");
        if (SendSignal(_process.Id, (int)signal) != 0)
        {
            throw new InvalidOperationException("The signal could not be sent.");
        }
    }

    /// <summary>Ends it at once, as <c>kill -9</c> does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<HostResult> EndAsync()
    {
        _process.StandardInput.Close();
        string output = await _process.StandardOutput.ReadToEndAsync(Cancellation).WaitAsync(Patience, Cancellation);
        await _process.WaitForExitAsync(Cancellation).WaitAsync(Patience, Cancellation);
        return new HostResult(_process.ExitCode, output, await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    // Linux tells it as bits, the first of them that of signal 1 (proc_pid_status(5)).
    private bool Ignores(Signal signal)
    {
        const string Field = "SigIgn:";
        string path = $"/proc/{_process.Id}/status";
        string? line = File.Exists(path) ? File.ReadLines(path).FirstOrDefault(one => one.StartsWith(Field, StringComparison.Ordinal)) : null;
        ulong ignored = line is null ? 0 : ulong.Parse(line.AsSpan(Field.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return (ignored >> ((int)signal - 1) & 1) == 1;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}

/// <summary>How a process has ended, and what it has said.</summary>
public sealed record HostResult(int ExitCode, string Output, string Errors);
