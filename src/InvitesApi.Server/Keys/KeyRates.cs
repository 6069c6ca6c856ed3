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

    /// <summary>In how long a time a key that must wait may be used as often as ever, if it is not until then.</summary>
    /// <param name="rate">How often it may be used.</param>
    /// <param name="wait">How long it must wait.</param>
    public static TimeSpan ResetAfter(Rate rate, TimeSpan wait)
    {
        ArgumentNullException.ThrowIfNull(rate);
        return wait + rate.Window - (rate.Window / rate.Count);
    }

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
            // No rate lets a key owe more than its window: what it owes beyond that, it owes to a stricter rate that it had.
            long now = time.GetTimestamp();
            long most = Math.Max(window, cost);
            long freeAt = Math.Clamp(_freeAt.GetValueOrDefault(key, now), now, now + most);
            long wait = freeAt + cost - now - most;
            if (wait > 0)
            {
                _freeAt[key] = freeAt;
                return TimeSpan.FromSeconds((double)wait / time.TimestampFrequency);
            }

            _freeAt[key] = freeAt + cost;
            return TimeSpan.Zero;
        }
    }
}
