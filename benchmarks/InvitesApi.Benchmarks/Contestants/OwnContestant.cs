using System.Diagnostics;
using System.Globalization;
using InvitesApi.Benchmarks.Load;

namespace InvitesApi.Benchmarks.Contestants;

/// <summary>A contestant that is this program, in a role.</summary>
internal sealed class OwnContestant : IContestant
{
    private readonly Process _process;
    private bool _isRunning = true;

    private OwnContestant(string name, Process process, string[] hello, string? storage)
    {
        _process = process;
        Name = name;
        Invites = new LoadTarget(new Uri(hello[0]), hello.ElementAtOrDefault(1));
        Lists = hello is [_, _, var list, var listKey] ? new LoadTarget(new Uri(list), listKey) : null;
        Refused = Invites with { Key = Serving.UnknownKey, IsRefused = true };
        Storage = storage;
    }

    public string Name { get; }

    public int ProcessId => _process.Id;

    public LoadTarget Invites { get; }

    public LoadTarget Refused { get; }

    public LoadTarget? Lists { get; }

    public string? Storage { get; }

    /// <summary>Bare Kestrel.</summary>
    public static Task<OwnContestant> StartBareAsync() => StartAsync(Endpoint.Field.Bare, null, Serving.BareRole);

    /// <summary>Ours.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="database">Its database.</param>
    /// <param name="storage">The file of it.</param>
    /// <param name="listed">Another database, which is made and whose invites are listed; null: none are.</param>
    public static Task<OwnContestant> StartOursAsync(string name, string database, string storage, string? listed = null) =>
        StartAsync(name, storage, [Serving.InvitesRole, database, .. listed is null ? (string[])[] : [listed]]);

    /// <summary>How many bytes it has allocated since its start.</summary>
    public async Task<long> AllocatedAsync()
    {
        await _process.StandardInput.WriteLineAsync(Serving.AllocatedQuestion);
        await _process.StandardInput.FlushAsync();
        return long.Parse((await _process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        if (_isRunning)
        {
            _isRunning = false;
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }

    private static async Task<OwnContestant> StartAsync(string name, string? storage, params string[] role)
    {
        Process process = Self.Start(role);
        string hello = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(name + " has not started.");
        return new OwnContestant(name, process, hello.Split(' '), storage);
    }
}
