namespace InvitesApi.PowerShell.Output;

/// <summary>How bad a finding is.</summary>
public enum FindingSeverity
{
    /// <summary>No server starts.</summary>
    Error,

    /// <summary>A server starts, and its administrator should know.</summary>
    Warning,
}
