using System.Diagnostics;

namespace InvitesApi.Server.Storage.Writing;

/// <summary>
/// Whether one more request could be stored soon. Who would wait longer than <see cref="LongestWait"/> is told at once, so that those who wait
/// already are served in good time, and memory stays flat whatever comes. Told by one thread, asked by all.
/// </summary>
/// <param name="largestBatch">How many requests are stored in one transaction at the most.</param>
internal sealed class WriterLoad(int largestBatch)
{
    /// <summary>How long a request may have to wait. Among many processes that write all the time, the lock may take as long as a second.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private const int Idle = 0;

    // A new time counts for this part of the average.
    private const int Part = 4;

    private static readonly long Longest = LongestWait.Ticks * Stopwatch.Frequency / TimeSpan.TicksPerSecond;

    private long _began = Idle;
    private long _average;

    /// <summary>A transaction begins.</summary>
    /// <param name="began">Now, in ticks of <see cref="Stopwatch"/>.</param>
    public void Began(long began) => Volatile.Write(ref _began, began);

    /// <summary>It has ended.</summary>
    /// <param name="began">When it began.</param>
    public void Ended(long began)
    {
        // One that hung must not make the next refuse whom they could serve.
        long took = Math.Min(Stopwatch.GetTimestamp() - began, Longest);
        Volatile.Write(ref _average, _average + ((took - _average) / Part));
        Volatile.Write(ref _began, Idle);
    }

    /// <summary>Whether one more would wait for too long.</summary>
    /// <param name="queued">How many wait already.</param>
    public bool IsTooMuch(int queued)
    {
        long began = Volatile.Read(ref _began);
        if (began != Idle && Stopwatch.GetTimestamp() - began > Longest)
        {
            return true; // the disk hangs, or another process holds the lock
        }

        long before = queued / largestBatch;
        return before > 0 && before * Volatile.Read(ref _average) > Longest;
    }
}
