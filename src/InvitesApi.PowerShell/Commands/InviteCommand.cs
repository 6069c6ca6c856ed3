using System.Management.Automation;
using InvitesApi.PowerShell.Errors;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Files;

namespace InvitesApi.PowerShell.Commands;

/// <summary>What all cmdlets have: cancellation, the one place that waits for tasks, and errors.</summary>
public abstract class InviteCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    private protected InviteCommand()
    {
    }

    /// <summary>Cancelled by Ctrl+C.</summary>
    protected CancellationToken StopToken => _stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Lets go of what the cmdlet holds.</summary>
    /// <param name="disposing">Whether it is not the finalizer that calls.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Dispose();
        }
    }

    /// <summary>Tells of what is not as it should be.</summary>
    private protected void Warn(IEnumerable<string> warnings)
    {
        foreach (string warning in warnings)
        {
            WriteWarning(warning);
        }
    }

    /// <summary>Waits for a task. PowerShell's pipeline is synchronous: nothing else can be done in its thread.</summary>
    private protected static T Await<T>(Task<T> task) => task.GetAwaiter().GetResult();

    /// <inheritdoc cref="Await{T}(Task{T})"/>
    private protected static void Await(Task task) => task.GetAwaiter().GetResult();

    /// <summary>
    /// Writes a file with an invite and puts it out, if the user agrees. Whoever reads it has the invite: it is its owner's alone. A file that is
    /// there is replaced.
    /// </summary>
    /// <param name="path">Its path, as the session sees it.</param>
    /// <param name="content">What to write.</param>
    /// <param name="noClobber">Whether a file that is there stays as it is, which is an error.</param>
    private protected void WriteFile(string path, byte[] content, bool noClobber)
    {
        string full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
        if (!ShouldProcess(full, "Write the file"))
        {
            return;
        }

        if (noClobber && File.Exists(full))
        {
            ThrowTerminatingError(InviteErrors.Exists(full));
        }

        try
        {
            OwnFiles.Write(full, file => file.Write(content));
            WriteObject(new FileInfo(full));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            ThrowTerminatingError(InviteErrors.CannotWrite(full, error));
        }
    }

    /// <summary>Does what may fail: a fault of one item is reported and the pipeline goes on, any other ends it.</summary>
    private protected void Try(Action work)
    {
        try
        {
            work();
        }
        catch (InviteException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException(); // whatever it was about to say: nobody is there any more
        }
        catch (InviteException fault) when (fault.IsOfOneItem())
        {
            WriteError(fault.ToErrorRecord());
        }
        catch (InviteException fault)
        {
            ThrowTerminatingError(fault.ToErrorRecord());
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
