using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>
/// Waits for a lock in the place of SQLite's own time-out (sqlite.org/c3ref/busy_timeout.html): it looks more often, and can be told to stop.
/// </summary>
internal sealed class BusyWait
{
    private const string Library = "e_sqlite3"; // the one that SQLitePCLRaw has loaded

    // Milliseconds; the last one again and again. SQLite's own go up to 100: among many who write all the time, who looks that seldom never
    // finds the lock free.
    private static readonly int[] Pauses = [1, 1, 2, 2, 5];

    // SQLite calls it for as long as the connection lives, and the collector knows nothing of that.
    private static readonly ConditionalWeakTable<sqlite3, BusyWait> Attached = [];

    private readonly DatabaseWait _wait;
    private readonly Handler _handler;

    /// <summary>Makes one.</summary>
    /// <param name="wait">How long, and what ends it.</param>
    public BusyWait(DatabaseWait wait)
    {
        _wait = wait;
        _handler = Wait;
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Handler(nint argument, int calls);

    /// <summary>Makes a connection wait like this.</summary>
    public void Attach(sqlite3 database)
    {
        Attached.AddOrUpdate(database, this);
        _ = sqlite3_busy_handler(database.DangerousGetHandle(), _handler, 0); // it can't fail on an open connection
    }

    /// <summary>Does something with a connection that does not wait for locks meanwhile, but for the second that its provider tries on.</summary>
    public static void Without(sqlite3 database, Action work)
    {
        _ = raw.sqlite3_busy_timeout(database, 0);
        try
        {
            work();
        }
        finally
        {
            if (Attached.TryGetValue(database, out BusyWait? usual))
            {
                usual.Attach(database);
            }
        }
    }

    // SQLite counts the calls for each lock anew: what was waited so far follows from it.
    private int Wait(nint argument, int calls)
    {
        int last = Pauses[^1];
        long waited = Pauses.Take(calls).Sum() + (Math.Max(0L, calls - Pauses.Length) * last);
        long left = (long)_wait.Patience.TotalMilliseconds - waited;
        int pause = calls < Pauses.Length ? Pauses[calls] : last;
        return left > 0 && !_wait.Stop.WaitHandle.WaitOne((int)Math.Min(pause, left)) ? 1 : 0;
    }

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int sqlite3_busy_handler(nint database, Handler handler, nint argument);
}
