namespace InvitesApi.Server.Hosting;

/// <summary>A line of the server's log.</summary>
/// <param name="IsError">Whether something failed; else it is a warning.</param>
/// <param name="Text">The line.</param>
public sealed record LogLine(bool IsError, string Text);
