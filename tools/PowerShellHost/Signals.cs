using System.Runtime.InteropServices;

namespace PowerShellHost;

/// <summary>Ctrl+C stops the pipeline, and ends the host at once if none runs or it is pressed again. SIGTERM ends both in order.</summary>
internal sealed class Signals : IDisposable
{
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private int _interrupts;

    /// <summary>Begins to listen.</summary>
    public Signals(Session session)
    {
        _interrupt = PosixSignalRegistration.Create(
            PosixSignal.SIGINT,
            signal => signal.Cancel = session.Stop(code: null) && Interlocked.Increment(ref _interrupts) == 1);
        _terminate = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM,
            signal => signal.Cancel = session.Stop(code: 0));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }
}
