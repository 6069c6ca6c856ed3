using InvitesApi.Server.Limits;

namespace InvitesApi.Server.Keys;

/// <summary>
/// Counts the uses of keys in this process against their rates: a key may be used at once as often as it may in a window, and gets it back evenly
/// (the generic cell rate algorithm, ITU-T I.371). Only uses with the right token come here, so that nobody fills its memory with guesses.
/// </summary>
/// <param name="time">What tells the time. Its timestamps count, which no change of the clock moves.</param>
public sealed class KeyRates(TimeProvider time)
{
    // From when on each key owes nothing, in timestamps.
    private readonly Dictionary<string, long> _freeAt = new(StringComparer.Ordinal);
    private readonly Lock _turn = new();

    /// <summary>Counts a use, unless the key must wait.</summary>
    /// <param name="virtualHost">The key's host.</param>
    /// <param name="id">Its id.</param>
    /// <param name="rate">How often it may be used.</param>
    /// <returns>How long to wait; zero: it was counted.</returns>
    public TimeSpan Count(string virtualHost, ReadOnlySpan<char> id, Rate rate)
    {
        ArgumentNullException.ThrowIfNull(rate);
        string key = string.Concat(virtualHost, "/", id);
        long window = (long)(rate.Window.TotalSeconds * time.TimestampFrequency);
        long cost = Math.Max(1, window / rate.Count);
        lock (_turn)
        {
            long now = time.GetTimestamp();
            long freeAt = Math.Max(_freeAt.GetValueOrDefault(key, now), now);
            long wait = freeAt + cost - now - Math.Max(window, cost);
            if (wait > 0)
            {
                return TimeSpan.FromSeconds((double)wait / time.TimestampFrequency);
            }

            _freeAt[key] = freeAt + cost;
            return TimeSpan.Zero;
        }
    }
}
