using System.Diagnostics;
using System.Globalization;
using InvitesApi.Benchmarks.Load;

namespace InvitesApi.Benchmarks.Shell;

/// <summary>A fresh pwsh, which runs one line after another and says how long each took.</summary>
internal sealed class ShellSession : IAsyncDisposable
{
    private readonly Process _process;

    private int _shell;

    private ShellSession(Process process) => _process = process;

    /// <summary>Starts one. What the engine does for the first time in any session is done.</summary>
    public static async Task<ShellSession> StartAsync()
    {
        var start = new ProcessStartInfo("pwsh") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (string argument in (string[])["-NoProfile", "-NonInteractive", "-File", Path.Combine(AppContext.BaseDirectory, "Shell", "session.ps1")])
        {
            start.ArgumentList.Add(argument);
        }

        var session = new ShellSession(Process.Start(start)!);
        await session.RunAsync("1 | ForEach-Object { $_ }");

        // Where pwsh is a .NET tool, what was started is a program that has started another.
        session._shell = int.Parse((await session.RunAsync("$PID")).Result, CultureInfo.InvariantCulture);
        return session;
    }

    /// <summary>Runs a line.</summary>
    /// <returns>How many milliseconds it took, and the last thing that came of it, as text.</returns>
    public async Task<(double Milliseconds, string Result)> RunAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
        string answer = await _process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"The session ended at: {line}");
        int space = answer.IndexOf(' ', StringComparison.Ordinal);
        return (double.Parse(answer[..space], CultureInfo.InvariantCulture), answer[(space + 1)..]);
    }

    /// <summary>How much memory it holds now (the resident set), in megabytes.</summary>
    public double Memory() => ProcessUsage.Of(_shell).Resident / (1024.0 * 1024.0);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
