using InvitesApi.Server.Keys;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>A key with the numbers that its invites refer to, and what the batch at hand makes of it. For one thread.</summary>
/// <param name="number">The number of its row.</param>
/// <param name="host">The number of its host's row.</param>
/// <param name="key">What is judged.</param>
/// <param name="invites">How many invites it has made.</param>
internal sealed class SqliteKey(long number, long host, StoredKey key, long invites)
{
    /// <summary>The number of its row.</summary>
    public long Number { get; set; } = number;

    /// <summary>The number of its host's row.</summary>
    public long Host => host;

    /// <summary>What is judged.</summary>
    public StoredKey Key => key;

    /// <summary>How many invites it has made, as the file says.</summary>
    public long Invites { get; set; } = invites;

    /// <summary>How many of them are pending at the most; null: they were not counted yet.</summary>
    public long? Pending { get; set; }

    /// <summary>From when on fewer of them may be, in seconds since 1970, if nobody else writes.</summary>
    public long FewerFrom { get; set; }

    /// <summary>How many the batch at hand makes.</summary>
    public int Taken { get; set; }

    /// <summary>The use that was accepted last.</summary>
    public KeyUse LastUse { get; set; }
}
