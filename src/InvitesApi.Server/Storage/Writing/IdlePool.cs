using System.Collections.Concurrent;

namespace InvitesApi.Server.Storage.Writing;

/// <summary>
/// Objects that are used again. The framework's pool is a part of ASP.NET Core, which a shell without a server does not load.
/// </summary>
/// <param name="most">How many are kept at the most.</param>
internal sealed class IdlePool<T>(int most)
    where T : class
{
    private readonly ConcurrentQueue<T> _idle = new();
    private int _count;

    /// <summary>Takes one; null where there is none.</summary>
    public T? Take()
    {
        if (!_idle.TryDequeue(out T? taken))
        {
            return null;
        }

        Interlocked.Decrement(ref _count);
        return taken;
    }

    /// <summary>Keeps one, unless there are enough.</summary>
    public void Return(T used)
    {
        if (Interlocked.Increment(ref _count) <= most)
        {
            _idle.Enqueue(used);
        }
        else
        {
            Interlocked.Decrement(ref _count);
        }
    }
}
