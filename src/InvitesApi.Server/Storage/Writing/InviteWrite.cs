using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks.Sources;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Limits;

namespace InvitesApi.Server.Storage.Writing;

/// <summary>A request on its way through the writer, and the promise of its answer. Used again after the answer was taken.</summary>
internal sealed class InviteWrite : IValueTaskSource<InviteAnswer>
{
    private const int MostIdle = 1024;
    private static readonly IdlePool<InviteWrite> Idle = new(MostIdle);

    private ManualResetValueTaskSourceCore<InviteAnswer> _answer;
    private InviteRequest _request;

    private bool _isCounted;
    private TimeSpan _retryAfter;
    private Rate? _rate;

    private InviteWrite()
    {
    }

    /// <summary>Who asks for what.</summary>
    public ref readonly InviteRequest Request => ref _request;

    /// <summary>What was said of the key.</summary>
    public KeyVerdict Verdict { get; private set; }

    /// <summary>The token of the invite, once it is on disk.</summary>
    public string? Token { get; set; }

    /// <summary>The answer that will come.</summary>
    public ValueTask<InviteAnswer> Answer => new(this, _answer.Version);

    /// <summary>Takes one for a request.</summary>
    public static InviteWrite For(in InviteRequest request)
    {
        InviteWrite write = Idle.Take() ?? new InviteWrite();
        write._request = request;
        return write;
    }

    /// <summary>Judges the key. A store may do so again, where keys have changed meanwhile.</summary>
    /// <param name="key">The key that was presented; null where there is none.</param>
    /// <returns>Whether it is good, and what it has made is to be judged.</returns>
    public bool Judge([NotNullWhen(true)] StoredKey? key)
    {
        Verdict = KeyRules.Judge(key, _request.Use);
        return key is not null && Verdict == KeyVerdict.Accepted;
    }

    /// <summary>Judges what a key has made that is good, and how often it is used. However often this is done, against its rate the request counts once.</summary>
    /// <param name="key">The key.</param>
    /// <param name="counts">What it has made so far.</param>
    /// <returns>Whether the invite may be made.</returns>
    public bool JudgeCounts(StoredKey key, in KeyCounts counts)
    {
        Verdict = KeyRules.JudgeCounts(key, _request.Use, counts);
        if (Verdict == KeyVerdict.Accepted && !_isCounted)
        {
            _retryAfter = KeyRules.CountUse(key, _request.Use);
            _isCounted = _retryAfter == TimeSpan.Zero;
            _rate = _isCounted ? null : key.Limits.Rate;
            Verdict = _isCounted ? KeyVerdict.Accepted : KeyVerdict.TooFast;
        }

        return Verdict == KeyVerdict.Accepted;
    }

    /// <summary>Gives the answer. What waits for it runs within this call.</summary>
    public void Complete() => _answer.SetResult(new InviteAnswer(Verdict, Token, _retryAfter, _rate));

    /// <summary>Tells that there is no answer, and why. What waits for it runs within this call.</summary>
    public void Fail(Exception fault) => _answer.SetException(fault is InviteException known
        ? new InviteException(known.Fault, known.Message, known.Target, known) // each waiter throws its own
        : fault);

    /// <inheritdoc/>
    InviteAnswer IValueTaskSource<InviteAnswer>.GetResult(short token)
    {
        try
        {
            return _answer.GetResult(token);
        }
        finally
        {
            Recycle();
        }
    }

    /// <inheritdoc/>
    ValueTaskSourceStatus IValueTaskSource<InviteAnswer>.GetStatus(short token) => _answer.GetStatus(token);

    /// <inheritdoc/>
    void IValueTaskSource<InviteAnswer>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _answer.OnCompleted(continuation, state, token, flags);

    private void Recycle()
    {
        _answer.Reset();
        _request = default;
        Verdict = default;
        Token = null;
        _isCounted = false;
        _retryAfter = TimeSpan.Zero;
        _rate = null;
        Idle.Return(this);
    }
}
