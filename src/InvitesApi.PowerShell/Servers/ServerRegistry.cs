using System.Collections.Concurrent;
using System.Management.Automation.Runspaces;
using InvitesApi.PowerShell.Output;
using InvitesApi.Server.Hosting;

namespace InvitesApi.PowerShell.Servers;

/// <summary>The servers of this process, and the runspaces that started them: a server ends with its runspace.</summary>
internal static class ServerRegistry
{
    private static readonly ConcurrentDictionary<int, Entry> Running = new();
    private static int _lastId;

    /// <summary>The servers that run, oldest first.</summary>
    public static IReadOnlyList<InviteApiServer> Servers =>
        [.. Running.Values.Select(entry => entry.Server).OrderBy(server => server.Id)];

    /// <summary>Takes a server in that this runspace has started.</summary>
    public static InviteApiServer Add(InviteServer started)
    {
        var server = new InviteApiServer(Interlocked.Increment(ref _lastId), started);
        Runspace? runspace = Runspace.DefaultRunspace;
        void StopWhenItCloses(object? sender, RunspaceStateEventArgs change) => StopWhenClosed(server, change.RunspaceStateInfo.State);
        Running[server.Id] = new Entry(server, runspace, StopWhenItCloses);
        if (runspace is not null)
        {
            runspace.StateChanged += StopWhenItCloses;
        }

        return server;
    }

    /// <summary>The server with an id, or null.</summary>
    public static InviteApiServer? Find(int id) => Running.TryGetValue(id, out Entry? entry) ? entry.Server : null;

    /// <summary>Stops a server: requests in flight get some seconds to end.</summary>
    /// <param name="server">The server.</param>
    /// <param name="hurry">Ends their time.</param>
    public static void Stop(InviteApiServer server, CancellationToken hurry = default)
    {
        if (Running.TryRemove(server.Id, out Entry? entry) && entry.Runspace is { } runspace)
        {
            runspace.StateChanged -= entry.Handler; // else the runspace would keep the server in memory
        }

        server.Server.StopAsync(hurry).GetAwaiter().GetResult();
    }

    /// <summary>Stops what the runspace of this thread has started.</summary>
    public static void StopThoseOfThisRunspace()
    {
        Guid? runspace = Runspace.DefaultRunspace?.InstanceId;
        foreach (Entry entry in Running.Values.Where(entry => entry.Runspace?.InstanceId == runspace))
        {
            Stop(entry.Server);
        }
    }

    private static void StopWhenClosed(InviteApiServer server, RunspaceState state)
    {
        if (state is RunspaceState.Closing or RunspaceState.Closed or RunspaceState.Broken && Running.ContainsKey(server.Id))
        {
            Stop(server);
        }
    }

    /// <summary>A server, and what ends it with its runspace.</summary>
    private sealed record Entry(InviteApiServer Server, Runspace? Runspace, EventHandler<RunspaceStateEventArgs> Handler);
}
