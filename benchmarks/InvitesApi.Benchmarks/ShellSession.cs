using System.Diagnostics;
using System.Globalization;

namespace InvitesApi.Benchmarks;

/// <summary>A fresh pwsh, which runs one line after another and says how long each took.</summary>
internal sealed class ShellSession : IAsyncDisposable
{
    private readonly Process _process;

    private ShellSession(Process process) => _process = process;

    /// <summary>Starts one. What the engine does for the first time in any session is done.</summary>
    public static async Task<ShellSession> StartAsync()
    {
        var start = new ProcessStartInfo("pwsh") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (string argument in (string[])["-NoProfile", "-NonInteractive", "-File", Path.Combine(AppContext.BaseDirectory, "session.ps1")])
        {
            start.ArgumentList.Add(argument);
        }

        var session = new ShellSession(Process.Start(start)!);
        await session.RunAsync("1 | ForEach-Object { $_ }");
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
    public double Memory()
    {
        _process.Refresh();
        return _process.WorkingSet64 / (1024.0 * 1024.0);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
