namespace InvitesApi.Server.Storage;

/// <summary>What came of a restore.</summary>
/// <param name="Kept">Where the database is that was replaced; null: nowhere.</param>
/// <param name="Warning">What is left to be done; null: nothing.</param>
public sealed record RestoredDatabase(string? Kept, string? Warning);
