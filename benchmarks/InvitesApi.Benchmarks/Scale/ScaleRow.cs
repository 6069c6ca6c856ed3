using System.Diagnostics;
using InvitesApi.Benchmarks.Contestants;
using InvitesApi.Benchmarks.Load;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;

namespace InvitesApi.Benchmarks.Scale;

/// <summary>One size of database, served by a process of its own, and what is measured at it.</summary>
internal sealed class ScaleRow : IAsyncDisposable
{
    private const int ListLength = 10;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(0.5);

    private readonly HeldInvites _held;
    private readonly IInviteDatabase _database;
    private readonly OwnContestant _server;
    private readonly List<double> _lookUps = [];
    private readonly List<double> _lists = [];
    private readonly List<double> _pages = [];
    private readonly List<double> _creations = [];

    private ScaleRow(HeldInvites held, OwnContestant server, double start)
    {
        _held = held;
        _server = server;
        StartMilliseconds = start;
        Bytes = TemporaryFolder.SizeOf(held.Path);
        _database = InviteDatabase.Open(held.Path);
    }

    /// <summary>How many invites it held at first.</summary>
    public int Count => _held.Count;

    /// <summary>The size of its file then.</summary>
    public long Bytes { get; }

    /// <summary>From the start of the process to its first readiness.</summary>
    public double StartMilliseconds { get; }

    /// <summary>Look-ups by token a second, by one caller.</summary>
    public double LookUps => Median.Of(_lookUps);

    /// <summary>How long the ten newest take, in milliseconds.</summary>
    public double ListMilliseconds => Median.Of(_lists);

    /// <summary>Pages a second, 8 connections.</summary>
    public double Pages => Median.Of(_pages);

    /// <summary>Invites a second, 64 connections.</summary>
    public double Creations => Median.Of(_creations);

    /// <summary>The memory of the process that serves.</summary>
    public long Resident => ProcessUsage.Of(_server.ProcessId).Resident;

    /// <summary>Starts its server.</summary>
    public static async Task<ScaleRow> StartAsync(HeldInvites held)
    {
        long began = Stopwatch.GetTimestamp();
        OwnContestant server = await OwnContestant.StartOursAsync($"ours, {held.Count:N0} held", held.Path, held.Path);
        return new ScaleRow(held, server, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    /// <summary>Measures what changes nothing.</summary>
    public async Task ReadAsync(int seconds)
    {
        var book = new InviteBook(_database, TimeProvider.System);
        int at = 0;
        _lookUps.Add(await RateAsync(async () => await book.GetAsync(_held.Tokens[at++ % _held.Tokens.Count], CancellationToken.None)));
        _lists.Add(1000 / await RateAsync(async () =>
        {
            await foreach (Invite invite in book.ListAsync(InviteFilter.All, CancellationToken.None).Take(ListLength))
            {
                GC.KeepAlive(invite);
            }
        }));
        var page = new LoadTarget(new Uri(_server.Invites.Uri, "/invites_page?" + _held.Tokens[^1]));
        await Asking.OnceAsync(page.Uri); // the first takes long: templates are compiled by the runtime
        _pages.Add((await Loader.RunAsync(page, 8, seconds)).Rate);
    }

    /// <summary>Measures what adds to it.</summary>
    public async Task CreateAsync(int seconds) => _creations.Add((await Loader.RunAsync(_server.Invites, 64, seconds)).Rate);

    public async ValueTask DisposeAsync()
    {
        _database.Dispose();
        await _server.DisposeAsync();
    }

    private static async Task<double> RateAsync(Func<Task> once)
    {
        int count = 0;
        long began = Stopwatch.GetTimestamp();
        do
        {
            await once();
            count++;
        }
        while (Stopwatch.GetElapsedTime(began) < Turn);
        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
