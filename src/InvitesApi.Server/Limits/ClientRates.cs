using System.Runtime.InteropServices;

namespace InvitesApi.Server.Limits;

/// <summary>
/// Counts what clients do, against a rate: each may do at once what it may do in a window, and gets it back evenly (the generic cell rate
/// algorithm, ITU-T I.371). Looking costs some tens of nanoseconds, and next to nothing while nobody is counted.
/// </summary>
/// <remarks>
/// Its memory is fixed, whatever number of addresses there is: half a megabyte for 32,768 clients at a time, in sets of four. A client whose
/// set is full takes the place of the one there that is nearest to being forgotten anyway. So who comes with more addresses than there is
/// room is counted less strictly, and nobody is refused for what others do (docs/decisions/0007).
/// </remarks>
internal sealed class ClientRates
{
    private const int Sets = 8192;
    private const int Ways = 4;
    private const int Turns = 64;

    private readonly Entry[] _entries = new Entry[Sets * Ways];
    private readonly Lock[] _turns = [.. Enumerable.Range(0, Turns).Select(_ => new Lock())];
    private readonly TimeProvider _time;
    private readonly int _count;

    // In ticks of the clock: what one time costs, and what may be owed.
    private readonly long _cost;
    private readonly long _credit;

    // From then on nobody owes anything.
    private long _quietFrom = long.MinValue;

    /// <summary>Makes one.</summary>
    /// <param name="rate">The rate.</param>
    /// <param name="time">What tells the time.</param>
    public ClientRates(Rate rate, TimeProvider time)
    {
        _time = time;
        _count = rate.Count;
        _cost = Math.Max(1, (long)(rate.Window.TotalSeconds * time.TimestampFrequency / rate.Count));
        _credit = _cost * rate.Count;
    }

    /// <summary>Whether no client is counted at present.</summary>
    public bool IsQuiet => _time.GetTimestamp() >= Volatile.Read(ref _quietFrom);

    /// <summary>What is left to a client.</summary>
    /// <param name="client">Its <see cref="ClientNumber"/>.</param>
    public RateState Look(ulong client)
    {
        long now = _time.GetTimestamp();
        int set = SetOf(client);
        lock (_turns[set % Turns])
        {
            foreach (ref readonly Entry entry in Set(set))
            {
                if (entry.Client == client)
                {
                    return StateOf(entry.FreeAt, now);
                }
            }
        }

        return StateOf(now, now);
    }

    /// <summary>Counts once, unless nothing is left.</summary>
    /// <param name="client">The client's <see cref="ClientNumber"/>.</param>
    /// <param name="state">What is left to it afterwards.</param>
    /// <returns>Whether it was counted.</returns>
    public bool TryCount(ulong client, out RateState state)
    {
        long now = _time.GetTimestamp();
        int set = SetOf(client);
        long freeAt;
        lock (_turns[set % Turns])
        {
            ref Entry entry = ref Find(Set(set), client);
            freeAt = Math.Max(entry.FreeAt, now);
            if (freeAt - now + _cost > _credit)
            {
                state = StateOf(freeAt, now);
                return false;
            }

            freeAt += _cost;
            entry.FreeAt = freeAt;
        }

        KeepAwake(freeAt);
        state = StateOf(freeAt, now);
        return true;
    }

    private Span<Entry> Set(int set) => _entries.AsSpan(set * Ways, Ways);

    // HashCode differs from process to process, so that nobody knows which addresses share a set.
    private static int SetOf(ulong client) => (int)((uint)HashCode.Combine(client) % Sets);

    private static ref Entry Find(Span<Entry> set, ulong client)
    {
        int first = 0;
        for (int i = 0; i < set.Length; i++)
        {
            if (set[i].Client == client)
            {
                return ref set[i];
            }

            first = set[i].FreeAt < set[first].FreeAt ? i : first;
        }

        set[first] = new Entry { Client = client };
        return ref set[first];
    }

    private RateState StateOf(long freeAt, long now)
    {
        long owed = Math.Max(0, freeAt - now);
        long wait = owed + _cost - _credit;
        int remaining = wait > 0 ? 0 : (int)Math.Min(_count, (_credit - owed) / _cost);
        return new RateState(remaining, SpanOf(owed), wait > 0 ? SpanOf(wait) : TimeSpan.Zero);
    }

    private TimeSpan SpanOf(long ticks) => TimeSpan.FromSeconds((double)ticks / _time.TimestampFrequency);

    private void KeepAwake(long freeAt)
    {
        long known = Volatile.Read(ref _quietFrom);
        while (freeAt > known)
        {
            long before = Interlocked.CompareExchange(ref _quietFrom, freeAt, known);
            if (before == known)
            {
                return;
            }

            known = before;
        }
    }

    /// <summary>A client, and when it owes nothing again.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Entry
    {
        public ulong Client;
        public long FreeAt;
    }
}
