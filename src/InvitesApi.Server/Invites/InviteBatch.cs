namespace InvitesApi.Server.Invites;

/// <summary>A stretch of a list that is too long to be held at once.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The stretch.</param>
/// <param name="Next">Where the next begins, for the store to understand; null: this was the last.</param>
public sealed record InviteBatch<T>(IReadOnlyList<T> Items, long? Next);
