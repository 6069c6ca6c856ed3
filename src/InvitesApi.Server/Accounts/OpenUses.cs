using System.Collections.Concurrent;
using InvitesApi.Server.Invites;

namespace InvitesApi.Server.Accounts;

/// <summary>
/// What this process knows of uses that have begun: which it carries out at this moment, so that they are not settled meanwhile, and what became of
/// those that could not be ended at once, so that the server is not asked again.
/// </summary>
internal sealed class OpenUses : IDisposable
{
    private readonly Lock _lock = new();
    private readonly HashSet<long> _inFlight = [];
    private readonly ConcurrentDictionary<long, bool> _known = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _abandoned = new();
    private int _count;
    private bool _isClosed;

    /// <summary>Ends the calls that are still open when this process has no more time for them.</summary>
    public CancellationToken Abandoned => _abandoned.Token;

    /// <summary>Somebody is about to begin a use, and says <see cref="Leave"/> at its end.</summary>
    /// <returns>False: this process stops, and nothing is begun any more.</returns>
    public bool TryEnter()
    {
        lock (_lock)
        {
            _count += _isClosed ? 0 : 1;
            return !_isClosed;
        }
    }

    /// <summary>A use has begun, and is carried out.</summary>
    public void Began(InviteUse use)
    {
        lock (_lock)
        {
            _inFlight.Add(use.Number);
        }
    }

    /// <summary>What was entered is at its end.</summary>
    /// <param name="use">The use, if one has begun.</param>
    public void Leave(InviteUse? use)
    {
        lock (_lock)
        {
            if (use is not null)
            {
                _inFlight.Remove(use.Number);
            }

            if (--_count == 0 && _isClosed)
            {
                _idle.SetResult();
            }
        }
    }

    /// <summary>Whether this process carries a use out at this moment.</summary>
    public bool IsInFlight(InviteUse use)
    {
        lock (_lock)
        {
            return _inFlight.Contains(use.Number);
        }
    }

    /// <summary>Remembers what became of a use that is not ended yet.</summary>
    public void Note(InviteUse use, bool tookPlace) => _known[use.Number] = tookPlace;

    /// <summary>What became of a use; null: this process doesn't know.</summary>
    public bool? Find(InviteUse use) => _known.TryGetValue(use.Number, out bool tookPlace) ? tookPlace : null;

    /// <summary>A use is ended.</summary>
    public void Forget(InviteUse use) => _known.TryRemove(use.Number, out _);

    /// <summary>Lets nothing more begin, and waits for what is carried out. What takes too long is told to give up.</summary>
    /// <param name="patience">How long what is open gets, and then once more to give up.</param>
    /// <param name="hurry">Ends the first of the two.</param>
    /// <returns>Whether all has come to an end.</returns>
    public async Task<bool> CloseAsync(TimeSpan patience, CancellationToken hurry)
    {
        lock (_lock)
        {
            _isClosed = true;
            if (_count == 0)
            {
                _idle.TrySetResult();
            }
        }

        await _idle.Task.WaitAsync(patience, hurry).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _abandoned.CancelAsync();
        await _idle.Task.WaitAsync(patience, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _idle.Task.IsCompleted;
    }

    /// <inheritdoc/>
    public void Dispose() => _abandoned.Dispose();
}
