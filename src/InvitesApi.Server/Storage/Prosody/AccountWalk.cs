using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>
/// Looks for invites at Prosody's accounts when somebody comes with a token that is not known. It costs more the more accounts there are, and anybody
/// may come with any token: so it takes a tenth of the time at most, and a token that came in between is not known until the next look.
/// </summary>
/// <param name="time">What tells the time.</param>
internal sealed class AccountWalk(TimeProvider time)
{
    private const int Rest = 9; // times as long as the look took

    private readonly Lock _lock = new();
    private long _ended;
    private TimeSpan _pause = TimeSpan.Zero;

    /// <summary>Notes what is there, unless it was looked for a moment ago.</summary>
    /// <param name="connection">The connection, outside of a transaction.</param>
    /// <returns>Whether there was something.</returns>
    public bool Take(SqliteConnection connection)
    {
        if (!_lock.TryEnter())
        {
            return false; // another looks at this moment
        }

        try
        {
            if (time.GetElapsedTime(_ended) < _pause)
            {
                return false;
            }

            long began = time.GetTimestamp();
            bool found = Noting.Accounts(connection);
            _ended = time.GetTimestamp();
            _pause = time.GetElapsedTime(began, _ended) * Rest;
            return found;
        }
        finally
        {
            _lock.Exit();
        }
    }
}
