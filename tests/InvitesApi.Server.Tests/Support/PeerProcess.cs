using System.Diagnostics;

namespace InvitesApi.Server.Tests.Support;

/// <summary>
/// Another process that uses the same database: this program itself, in one of the roles of <see cref="PeerRoles"/>. It says "ready", begins
/// when told to, and ends when its standard input does, so that none is left behind.
/// </summary>
internal sealed class PeerProcess : IDisposable
{
    /// <summary>The first argument of a peer.</summary>
    public const string Word = "peer";

    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory, "InvitesApi.Server.Tests" + (OperatingSystem.IsWindows() ? ".exe" : string.Empty));

    private readonly Process _process;

    private PeerProcess(Process process) => _process = process;

    /// <summary>Its id.</summary>
    public int Id => _process.Id;

    /// <summary>Starts one and waits until it has opened the database.</summary>
    public static async Task<PeerProcess> StartAsync(CancellationToken cancellation, params string[] arguments)
    {
        PeerProcess peer = Launch(arguments);
        string? line = await peer.ReadLineAsync(cancellation);
        return line == PeerRoles.Ready
            ? peer
            : throw new InvalidOperationException($"The peer said '{line}': {await peer._process.StandardError.ReadToEndAsync(cancellation)}");
    }

    /// <summary>Starts one without waiting.</summary>
    public static PeerProcess Launch(params string[] arguments) => Launch(Program, [Word, .. arguments]);

    /// <summary>Starts one in a mount namespace of its own, after a script of the shell has made its mounts there.</summary>
    /// <param name="script">The script; it fails if one of its lines does.</param>
    /// <param name="arguments">The arguments.</param>
    public static PeerProcess LaunchWithMounts(string script, params string[] arguments) => Launch(
        "unshare",
        [Environment.IsPrivilegedProcess ? "-m" : "-rm", "sh", "-ec", script + "\nexec \"$@\"", "sh", Program, Word, .. arguments]);

    /// <summary>Tells it to begin, or to go on.</summary>
    public void Go()
    {
        _process.StandardInput.WriteLine();
        _process.StandardInput.Flush();
    }

    public async Task<string?> ReadLineAsync(CancellationToken cancellation) =>
        await _process.StandardOutput.ReadLineAsync(cancellation);

    /// <summary>What it says until its end, a line each. A last line that was cut off is left out.</summary>
    public async Task<string[]> ReadToEndAsync(CancellationToken cancellation)
    {
        string text = await _process.StandardOutput.ReadToEndAsync(cancellation);
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>Reads what it has to say and waits until it has ended well.</summary>
    public async Task<string[]> FinishAsync(CancellationToken cancellation)
    {
        Task<string> complaints = _process.StandardError.ReadToEndAsync(cancellation);
        string[] lines = await ReadToEndAsync(cancellation);
        await _process.WaitForExitAsync(cancellation);
        Assert.Equal(string.Empty, await complaints);
        Assert.Equal(0, _process.ExitCode);
        return lines;
    }

    /// <summary>Whether it never came to begin, as its mounts were not allowed. For one that has ended.</summary>
    public async Task<bool> HasNoMountsAsync(CancellationToken cancellation)
    {
        string complaint = await _process.StandardError.ReadToEndAsync(cancellation);
        return complaint.Contains("mount:", StringComparison.Ordinal) || complaint.Contains("unshare:", StringComparison.Ordinal);
    }

    /// <summary>Ends it at once, as <c>kill -9</c> does.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits until it has ended, however it did.</summary>
    public Task WhenEndedAsync(CancellationToken cancellation) => _process.WaitForExitAsync(cancellation);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static PeerProcess Launch(string program, string[] arguments) =>
        new PeerProcess(Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
}
