namespace InvitesApi.Server.Storage.Prosody;

/// <summary>Something about a Prosody that keeps us from sharing its storage, or that is worth knowing.</summary>
/// <param name="Id">What it is, under a name that stays.</param>
/// <param name="IsProblem">Whether it must be mended.</param>
/// <param name="Message">What was seen, and what to do.</param>
public sealed record ProsodyFinding(string Id, bool IsProblem, string Message);
