namespace InvitesApi.Fuzzing;

/// <summary>A promise of a parser is broken.</summary>
/// <param name="message">Which one.</param>
#pragma warning disable CA1032, RCS1194 // without a promise it would mean nothing
internal sealed class FuzzException(string message) : Exception(message);
