using System.Diagnostics;

namespace InvitesApi.Server.Storage.Writing;

/// <summary>
/// When the next batch begins. Clients that were answered come back within a fraction of what a commit takes: a batch that waits for them is
/// larger, and the commits are fewer. For one thread.
/// </summary>
internal sealed class BatchPace
{
    // A batch waits this part of a commit at the most: who is alone loses little, and a crowd gains more than it waits.
    private const int Part = 4;

    // What a commit costs each of a few is so much that they gain even if the wait is as long. Who is alone has nobody to wait for.
    private const int Few = 16;

    // A disk that hangs for once must not make the next batches wait.
    private static readonly long LongestWait = Stopwatch.Frequency / 2000;

    private long _wait;
    private long _answered;
    private int _expected;

    /// <summary>A batch was answered.</summary>
    /// <param name="size">How many requests it had.</param>
    /// <param name="queued">How many have come meanwhile.</param>
    /// <param name="began">When its transaction began, in ticks of <see cref="Stopwatch"/>.</param>
    public void Answered(int size, int queued, long began)
    {
        _answered = Stopwatch.GetTimestamp();
        _expected = size + queued;
        _wait = Math.Min((_answered - began) / (_expected is > 1 and <= Few ? 1 : Part), LongestWait);
    }

    /// <summary>Lets other threads run until as many requests have come as are expected, or the time is over.</summary>
    /// <param name="queued">How many requests wait.</param>
    public void Await(ref int queued)
    {
        while (Volatile.Read(ref queued) < _expected && Stopwatch.GetTimestamp() - _answered < _wait)
        {
            Thread.Yield();
        }
    }
}
