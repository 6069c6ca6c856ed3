using InvitesApi.Benchmarks.Contestants;

namespace InvitesApi.Benchmarks.Endpoint;

/// <summary>All contestants of the endpoint's benchmark, running.</summary>
internal sealed class Field : IAsyncDisposable
{
    public const string Bare = "bare Kestrel";
    public const string Ours = "ours, SQLite";
    public const string OursAtProsody = "ours, Prosody's storage";
    public const string ProsodySqlite = "Prosody, SQLite";
    public const string ProsodyInternal = "Prosody, internal";
    public const string ProsodyHolding = "Prosody, internal, 1,000 held";

    private const int Held = 1000;

    private readonly TemporaryFolder _folder = new();
    private readonly List<IContestant> _contestants = [];

    /// <summary>The contestants.</summary>
    public IReadOnlyList<IContestant> Contestants => _contestants;

    /// <summary>A folder on the disk that all of them write to.</summary>
    public string Folder => _folder.Path;

    /// <summary>Starts all that this machine has.</summary>
    public static async Task<Field> StartAsync()
    {
        var field = new Field();
        try
        {
            await field.AddAsync();
            return field;
        }
        catch
        {
            await field.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends all contestants, so that their files are as they leave them; the files stay.</summary>
    public async Task StopAsync()
    {
        foreach (IContestant contestant in _contestants)
        {
            await contestant.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _contestants.Clear();
        _folder.Dispose();
    }

    private async Task AddAsync()
    {
        _contestants.Add(await OwnContestant.StartBareAsync());
        _contestants.Add(await OwnContestant.StartOursAsync(Ours, _folder["invites.db"], _folder["invites.db"], _folder["listed.db"]));
        string ofProsody = _folder["prosody.sqlite"];
        ProsodyFile.Make(ofProsody);
        _contestants.Add(await OwnContestant.StartOursAsync(OursAtProsody, "prosody:" + ofProsody, ofProsody));
        if (!ProsodyContestant.IsInstalled)
        {
            Console.WriteLine("Prosody is not installed (Debian: prosody prosody-modules lua-dbi-sqlite3): its rows are missing.");
            return;
        }

        _contestants.Add(await ProsodyContestant.StartAsync(ProsodySqlite, _folder["sql"], ProsodyContestant.Sqlite));
        _contestants.Add(await ProsodyContestant.StartAsync(ProsodyInternal, _folder["internal"], ProsodyContestant.Internal));
        ProsodyHoldings.Write(_folder["holding"], Held);
        _contestants.Add(await ProsodyContestant.StartAsync(ProsodyHolding, _folder["holding"], ProsodyContestant.Internal));
    }
}
