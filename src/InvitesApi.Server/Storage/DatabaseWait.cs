namespace InvitesApi.Server.Storage;

/// <summary>How a database waits for locks that other processes hold.</summary>
public sealed record DatabaseWait
{
    /// <summary>What <see cref="Patience"/> is if nobody says.</summary>
    public static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(10);

    /// <summary>How long it waits for a lock at the most.</summary>
    public TimeSpan Patience { get; init; } = UsualPatience;

    /// <summary>Ends every wait at once: the lock counts as held for too long then.</summary>
    public CancellationToken Stop { get; init; }
}
