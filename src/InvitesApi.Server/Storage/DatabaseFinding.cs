namespace InvitesApi.Server.Storage;

/// <summary>Something that is wrong with a database.</summary>
/// <param name="Check">The check that found it, such as <c>integrity</c>.</param>
/// <param name="IsError">Whether data is lost, or will be.</param>
/// <param name="Message">What is wrong, and what to do.</param>
/// <param name="File">The file.</param>
public sealed record DatabaseFinding(string Check, bool IsError, string Message, string File)
{
    /// <summary>File, check and message.</summary>
    public override string ToString() => $"{File}, {Check}: {Message}";
}
