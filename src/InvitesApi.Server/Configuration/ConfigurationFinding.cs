namespace InvitesApi.Server.Configuration;

/// <summary>Something that is wrong with a configuration.</summary>
/// <param name="Setting">The setting, such as <c>virtualHosts[0].httpHost</c>; null: the file as a whole.</param>
/// <param name="IsError">Whether no server starts with it.</param>
/// <param name="Message">What is wrong, and what to do.</param>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1; null: what the file does not name is wrong.</param>
public sealed record ConfigurationFinding(string? Setting, bool IsError, string Message, string File, int? Line)
{
    /// <summary>File, line, setting and message.</summary>
    public override string ToString() =>
        File + (Line is { } line ? $", line {line}" : string.Empty) + (Setting is null ? string.Empty : $", {Setting}") + $": {Message}";
}
