using InvitesApi.Server.Configuration;

namespace InvitesApi.PowerShell.Output;

/// <summary>Something that is wrong with a configuration file.</summary>
public sealed class InviteApiConfigurationFinding
{
    private readonly string _text;

    internal InviteApiConfigurationFinding(ConfigurationFinding finding)
    {
        Severity = finding.IsError ? FindingSeverity.Error : FindingSeverity.Warning;
        Setting = finding.Setting;
        Message = finding.Message;
        File = finding.File;
        Line = finding.Line;
        _text = finding.ToString();
    }

    /// <summary>Whether no server starts with it.</summary>
    public FindingSeverity Severity { get; }

    /// <summary>The setting, such as <c>virtualHosts[0].httpHost</c>; null: the file as a whole.</summary>
    public string? Setting { get; }

    /// <summary>What is wrong, and what to do.</summary>
    public string Message { get; }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>The line, from 1; null: what the file does not name is wrong.</summary>
    public int? Line { get; }

    /// <summary>File, line, setting and message.</summary>
    public override string ToString() => _text;
}
