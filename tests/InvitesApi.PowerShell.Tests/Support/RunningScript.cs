using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Engine = System.Management.Automation.PowerShell;

namespace InvitesApi.PowerShell.Tests;

/// <summary>A script that runs beside others in its own runspace.</summary>
public sealed class RunningScript : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Engine _engine = Engine.Create();
    private readonly PSDataCollection<PSObject> _output = [];
    private readonly TaskCompletionSource<PSObject> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _end;

    public RunningScript(Runspace runspace, string script)
    {
        _output.DataAdded += (_, added) => _first.TrySetResult(_output[added.Index]);
        _engine.Runspace = runspace;
        _engine.AddScript(script);
        _end = Task.Factory.FromAsync(_engine.BeginInvoke<PSObject, PSObject>(null, _output), _engine.EndInvoke);
    }

    /// <summary>The state of the pipeline.</summary>
    public PSInvocationState State => _engine.InvocationStateInfo.State;

    /// <summary>Waits for the first object that the script puts out.</summary>
    public async Task<PSObject> FirstAsync()
    {
        // A script that ends without any would leave us waiting.
        Task ended = await Task.WhenAny(_first.Task, _end).WaitAsync(Patience, TestContext.Current.CancellationToken);
        await ended;
        return await _first.Task.WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until the script has ended by itself.</summary>
    public Task EndAsync() => _end.WaitAsync(Patience, TestContext.Current.CancellationToken);

    /// <summary>Does what Ctrl+C does.</summary>
    public Task StopAsync() => Task.Run(_engine.Stop).WaitAsync(Patience, TestContext.Current.CancellationToken);

    public void Dispose()
    {
        _engine.Dispose();
        _output.Dispose();
    }
}
