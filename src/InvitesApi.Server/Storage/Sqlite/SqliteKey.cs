using InvitesApi.Server.Keys;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>A key with the numbers that its invites refer to.</summary>
/// <param name="Number">The number of its row.</param>
/// <param name="Host">The number of its host's row.</param>
/// <param name="Key">What is judged.</param>
internal sealed record SqliteKey(long Number, long Host, StoredKey Key);
