using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Configuration.Checks;

/// <summary>What was found wrong with a configuration file, with the place in it.</summary>
/// <param name="file">The file.</param>
internal sealed class FindingList(ConfigurationLayer file)
{
    private readonly List<ConfigurationFinding> _findings = [];

    /// <summary>What was found.</summary>
    public IReadOnlyList<ConfigurationFinding> Findings => _findings;

    /// <summary>Notes what no server starts with.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="host">The virtual host that it is of, or null.</param>
    /// <param name="value">The item of the setting's value that is wrong, where it is a list.</param>
    public void Refuse(string setting, string message, string? host = null, object? value = null) =>
        Add(isError: true, setting, message, host, value);

    /// <summary>Notes what a server starts with, and its administrator should know.</summary>
    /// <inheritdoc cref="Refuse"/>
    public void Warn(string setting, string message, string? host = null, object? value = null) =>
        Add(isError: false, setting, message, host, value);

    /// <summary>Notes what a server starts with, and is wrong with the file as a whole.</summary>
    /// <param name="message">What is wrong, and what to do.</param>
    public void WarnOfWhole(string message) => _findings.Add(new ConfigurationFinding(null, IsError: false, message, file.File, null));

    /// <summary>Does what may find a fault, and notes that.</summary>
    /// <returns>Whether there was none.</returns>
    public bool Try(string setting, Action work, string? host = null)
    {
        try
        {
            work();
            return true;
        }
        catch (InviteException fault)
        {
            Refuse(setting, fault.Message, host, fault.Target);
            return false;
        }
    }

    private void Add(bool isError, string setting, string message, string? host, object? value)
    {
        (string name, int? line) = Locate(setting, host, value);
        var finding = new ConfigurationFinding(name, isError, message, file.File, line);
        if (!_findings.Contains(finding))
        {
            _findings.Add(finding);
        }
    }

    // A host's own setting, else that of all hosts; a host as such where it begins.
    private (string Name, int? Line) Locate(string setting, string? host, object? value)
    {
        IReadOnlyList<HostSection> hosts = file.Hosts;
        for (int i = 0; i < hosts.Count; i++)
        {
            if (hosts[i].Name != host)
            {
                continue;
            }

            if (setting == "virtualHosts")
            {
                return ($"virtualHosts[{i}]", hosts[i].Line);
            }

            if (LineIn(hosts[i].Settings, setting, value) is { } own)
            {
                return ($"virtualHosts[{i}].{setting}", own);
            }
        }

        return (setting, LineIn(file.Settings, setting, value));
    }

    private static int? LineIn(IReadOnlyList<BoundSetting> settings, string name, object? value)
    {
        ConfigurationNode? node = settings.FirstOrDefault(bound => bound.Setting.Name == name)?.Node;
        return (node?.Value as IReadOnlyList<ConfigurationNode>)?.FirstOrDefault(item => $"{item.Value}" == $"{value}")?.Line ?? node?.Line;
    }
}
