using System.Runtime.InteropServices;

namespace InvitesApi.Server.Storage.Writing;

/// <summary>
/// A share of a batch whose answers one thread of the pool gives, one after the other. The writer's thread must not run what waits for them,
/// and to queue each by itself costs more than the answer does.
/// </summary>
internal sealed class WriteAnswers : IThreadPoolWorkItem
{
    // Whoever is last in a share waits for the others of it: a few microseconds each.
    private const int LargestShare = 16;

    private const int MostIdle = 64;
    private static readonly IdlePool<WriteAnswers> Idle = new(MostIdle);

    private readonly List<InviteWrite> _writes = new(LargestShare);
    private Exception? _fault;

    /// <summary>Gives a batch its answers. It may be used again when this returns.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="fault">Why there are none; null: each has its own.</param>
    public static void Give(List<InviteWrite> batch, Exception? fault)
    {
        Span<InviteWrite> writes = CollectionsMarshal.AsSpan(batch);
        int share = Math.Clamp(writes.Length / Environment.ProcessorCount, 1, LargestShare);
        for (int first = 0; first < writes.Length; first += share)
        {
            WriteAnswers answers = Idle.Take() ?? new WriteAnswers();
            answers._fault = fault;
            answers._writes.AddRange(writes.Slice(first, Math.Min(share, writes.Length - first)));
            ThreadPool.UnsafeQueueUserWorkItem(answers, preferLocal: false);
        }
    }

    /// <inheritdoc/>
    void IThreadPoolWorkItem.Execute()
    {
        foreach (InviteWrite write in _writes)
        {
            if (_fault is null)
            {
                write.Complete();
            }
            else
            {
                write.Fail(_fault);
            }
        }

        _writes.Clear();
        _fault = null;
        Idle.Return(this);
    }
}
