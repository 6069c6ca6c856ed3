using InvitesApi.Server.Storage;
using InvitesApi.Server.Texts;

namespace InvitesApi.PowerShell.Output;

/// <summary>Something that is wrong with a database.</summary>
public sealed class InviteDatabaseFinding
{
    private readonly string _text;

    internal InviteDatabaseFinding(DatabaseFinding finding)
    {
        Severity = finding.IsError ? FindingSeverity.Error : FindingSeverity.Warning;
        Check = finding.Check;
        Message = Printable.Clean(finding.Message); // it may tell the name of a table, which is whatever somebody wrote
        File = finding.File;
        _text = Printable.Clean(finding.ToString());
    }

    /// <summary>Whether data is lost, or will be.</summary>
    public FindingSeverity Severity { get; }

    /// <summary>The check that found it, such as <c>integrity</c>.</summary>
    public string Check { get; }

    /// <summary>What is wrong, and what to do.</summary>
    public string Message { get; }

    /// <summary>The database.</summary>
    public string File { get; }

    /// <summary>File, check and message.</summary>
    public override string ToString() => _text;
}
