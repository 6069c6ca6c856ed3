using System.Collections.Concurrent;
using System.Diagnostics;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;

namespace InvitesApi.Server.Storage.Writing;

/// <summary>
/// Group commit: one thread stores whatever has queued up while the batch before was on its way to the disk, in one transaction, and
/// answers after its commit. The more wait, the cheaper each.
/// </summary>
internal sealed class InviteWriter : IDisposable
{
    private const int LongestQueue = 16_384;

    // Who replaces the file more often than that within one batch has no file that could be used.
    private const int MostFiles = 3;

    private readonly Func<IInviteAppender> _open;
    private readonly string _location;
    private readonly int _largestBatch;
    private readonly WriterMeter? _meter;
    private readonly ConcurrentQueue<InviteWrite> _queue = new();
    private readonly AutoResetEvent _wake = new(initialState: false); // it does not spin, as a SemaphoreSlim would: the cores have better to do
    private readonly BatchPace _pace = new();
    private readonly WriterLoad _load;
    private readonly Thread _thread;
    private int _queued;
    private int _awake; // 1: the writer will look at the queue before it sleeps
    private volatile bool _stopping;

    /// <summary>Starts the writer. It opens the database with the first request.</summary>
    /// <param name="open">Opens what it stores with; again after a fault.</param>
    /// <param name="location">Where the database is, for messages.</param>
    /// <param name="largestBatch">How many requests are stored in one transaction at the most.</param>
    /// <param name="meter">What measures; null: nothing is.</param>
    public InviteWriter(Func<IInviteAppender> open, string location, int largestBatch, WriterMeter? meter = null)
    {
        _open = open;
        _location = location;
        _largestBatch = largestBatch;
        _meter = meter;
        _load = new WriterLoad(largestBatch);
        _thread = new Thread(Run) { IsBackground = true, Name = "InvitesApi writer" };
        _thread.Start();
    }

    /// <summary>How many requests wait.</summary>
    public int Queued => Volatile.Read(ref _queued);

    /// <summary>Queues a request.</summary>
    /// <returns>Its answer, once the invite is on disk.</returns>
    /// <exception cref="InviteException"><see cref="InviteFault.DatabaseBusy"/>: it would wait for too long.</exception>
    public ValueTask<InviteAnswer> WriteAsync(in InviteRequest request)
    {
        ObjectDisposedException.ThrowIf(_stopping, this);
        int queued = Interlocked.Increment(ref _queued);
        if (queued > LongestQueue || _load.IsTooMuch(queued))
        {
            Interlocked.Decrement(ref _queued);
            throw new InviteException(
                InviteFault.DatabaseBusy,
                $"Invites wait for more than {WriterLoad.LongestWait.TotalSeconds:0} s to be stored in '{_location}', so no more are taken for now. If "
                + "it goes on: another process holds the database, or its disk is slow.",
                _location);
        }

        InviteWrite write = InviteWrite.For(request);
        ValueTask<InviteAnswer> answer = write.Answer;
        _queue.Enqueue(write);
        if (Interlocked.Exchange(ref _awake, 1) == 0)
        {
            _wake.Set();
        }

        return answer;
    }

    /// <summary>Stores what waits, then ends.</summary>
    public void Dispose()
    {
        _stopping = true;
        _wake.Set();
        _thread.Join();
        _wake.Dispose();
        while (_queue.TryDequeue(out InviteWrite? late))
        {
            late.Fail(new ObjectDisposedException(nameof(InviteWriter)));
        }
    }

    private void Run()
    {
        IInviteAppender? appender = null;
        var batch = new List<InviteWrite>(_largestBatch);
        while (true)
        {
            _pace.Await(ref _queued);
            Take(batch);
            if (batch.Count == 0)
            {
                if (_stopping)
                {
                    break;
                }

                Sleep();
                continue;
            }

            appender = Write(batch, appender);
            appender?.AfterAnswers();
        }

        appender?.Dispose();
    }

    // Who enqueues after the look at the queue finds 0 and wakes us; who enqueued before it is seen.
    private void Sleep()
    {
        Interlocked.Exchange(ref _awake, 0);
        if (_queue.IsEmpty && !_stopping)
        {
            _wake.WaitOne();
        }
    }

    private void Take(List<InviteWrite> batch)
    {
        batch.Clear();
        while (batch.Count < _largestBatch && _queue.TryDequeue(out InviteWrite? write))
        {
            batch.Add(write);
        }

        Interlocked.Add(ref _queued, -batch.Count);
    }

    // Returns the appender to go on with: none after a fault, so that the next batch opens the database anew.
    private IInviteAppender? Write(List<InviteWrite> batch, IInviteAppender? appender)
    {
        Exception? fault = null;
        long began = Stopwatch.GetTimestamp();
        _load.Began(began);
        try
        {
            if (Store(batch, ref appender))
            {
                _meter?.Committed(began);
            }
        }
        catch (Exception error) // whatever it was: who waits must hear of it, and the writer must live
        {
            fault = error;
            appender?.Dispose();
            appender = null;
        }

        _load.Ended(began);
        WriteAnswers.Give(batch, fault);
        if (fault is InviteException { Fault: InviteFault.DatabaseBusy })
        {
            FailQueued(batch, fault);
        }

        _pace.Answered(batch.Count, Volatile.Read(ref _queued), began);
        return appender;
    }

    // A token counts only where its invite is in the file that is at the path after the commit: else all of it is done again in that one.
    private bool Store(List<InviteWrite> batch, ref IInviteAppender? appender)
    {
        for (int file = 1; ; file++)
        {
            appender ??= _open();
            bool stored = appender.Append(batch);
            if (appender.IsCurrent)
            {
                return stored;
            }

            appender.Dispose();
            appender = null;
            batch.ForEach(write => write.Token = null);
            if (file == MostFiles)
            {
                throw new InviteException(
                    InviteFault.DatabaseBusy, $"The file of the database '{_location}' was replaced while it was used. Try again.", _location);
            }
        }
    }

    // Those who came meanwhile have waited for the same lock, and must not wait for it once more.
    private void FailQueued(List<InviteWrite> batch, Exception fault)
    {
        for (Take(batch); batch.Count > 0; Take(batch))
        {
            WriteAnswers.Give(batch, fault);
        }
    }
}
