using System.Management.Automation;
using InvitesApi.PowerShell.Commands;
using InvitesApi.Server.Configuration;
using InvitesApi.Server.Faults;

namespace InvitesApi.PowerShell.Configuration;

/// <summary>Reads configuration files.</summary>
internal static class ConfigurationReader
{
    /// <summary>Reads one: JSON, or a PowerShell data file where it is called .psd1.</summary>
    /// <param name="session">The session.</param>
    /// <param name="path">What the user wrote.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.ConfigurationUnavailable"/>.</exception>
    public static ConfigurationLayer Read(SessionState session, string path)
    {
        string full = SessionPath.Of(session, path, InviteFault.ConfigurationUnavailable, "the path of a JSON or .psd1 file");
        bool isDataFile = Path.GetExtension(full).Equals(".psd1", StringComparison.OrdinalIgnoreCase);
        return ConfigurationLayer.OfFile(full, isDataFile ? DataFileParser.Parse : null);
    }
}
