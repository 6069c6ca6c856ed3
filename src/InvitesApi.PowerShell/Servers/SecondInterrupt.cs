using System.Runtime.InteropServices;

namespace InvitesApi.PowerShell.Servers;

/// <summary>
/// Tells of a second Ctrl+C. PowerShell stops the pipeline at the first, and tells a cmdlet that is ending already of no other.
/// </summary>
internal sealed class SecondInterrupt : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _registration;
    private int _count;

    /// <summary>Begins to listen.</summary>
    public SecondInterrupt() => _registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Count());

    /// <summary>Cancelled by the second.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }

    private void Count()
    {
        if (Interlocked.Increment(ref _count) == 2)
        {
            _source.Cancel();
        }
    }
}
