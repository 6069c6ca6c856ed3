using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;

namespace InvitesApi.Server.Hosting;

/// <summary>
/// Bounds how many contact invites of one user of the component are pending. They are counted in the database when a user comes first, and again
/// where a user is at the bound, as some may have been used or have expired since; but not more often than once in a minute. For one call at a time.
/// </summary>
/// <param name="database">Where they are kept.</param>
/// <param name="most">How many there may be.</param>
/// <param name="time">What tells the time.</param>
internal sealed class InviterQuota(IInviteDatabase database, int most, TimeProvider time)
{
    /// <summary>How many there may be, if nobody says otherwise.</summary>
    public const int Usual = 50;

    private const int MostRemembered = 10_000;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Tally> _tallies = new(StringComparer.Ordinal);

    /// <summary>Takes one of the invites that a user may have.</summary>
    /// <param name="virtualHost">The user's host.</param>
    /// <param name="username">The user's name.</param>
    /// <param name="source">Who the invites say has made them.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Whether there was one to take.</returns>
    public async ValueTask<bool> TryTakeAsync(string virtualHost, string username, string source, CancellationToken cancellation)
    {
        if (!_tallies.TryGetValue(source, out Tally? tally) || (tally.Count >= most && time.GetElapsedTime(tally.CountedAt) >= Interval))
        {
            tally = new Tally(time.GetTimestamp()) { Count = await CountAsync(virtualHost, username, source, cancellation) };
            if (_tallies.Count >= MostRemembered)
            {
                _tallies.Clear(); // they are counted anew
            }

            _tallies[source] = tally;
        }

        return tally.Count++ < most;
    }

    /// <summary>Gives one back, of which nothing came.</summary>
    /// <param name="source">Who has taken it.</param>
    public void GiveBack(string source)
    {
        if (_tallies.TryGetValue(source, out Tally? tally) && tally.Count > 0)
        {
            tally.Count--;
        }
    }

    private async ValueTask<int> CountAsync(string virtualHost, string username, string source, CancellationToken cancellation)
    {
        var filter = new InviteFilter { VirtualHost = virtualHost, Kind = InviteKind.Contact, State = InviteState.Pending, Username = username };
        int count = 0;
        await foreach (Invite invite in new InviteBook(database, time).ListAsync(filter, cancellation))
        {
            if (invite.Source == source && ++count == most)
            {
                break;
            }
        }

        return count;
    }

    private sealed class Tally(long countedAt)
    {
        public long CountedAt { get; } = countedAt;

        public int Count { get; set; }
    }
}
