namespace InvitesApi.Server.Configuration;

/// <summary>All settings.</summary>
internal static class SettingTable
{
    /// <summary>Those of the server as a whole, then those that each virtual host can have.</summary>
    public static IReadOnlyList<Setting> All { get; } = [.. ServerSettings.All, .. HostSettings.All];

    /// <summary>Reads named values. What is wrong with them is reported; the others are returned, in the order of the table.</summary>
    /// <param name="entries">The values.</param>
    /// <param name="table">The settings that there are.</param>
    /// <param name="source">Where they come from.</param>
    /// <param name="prefix">What stands before their names in messages, such as <c>virtualHosts[0].</c>.</param>
    public static IReadOnlyList<BoundSetting> Bind(
        IReadOnlyList<ConfigurationEntry> entries, IReadOnlyList<Setting> table, SettingSource source, string prefix = "")
    {
        Dictionary<Setting, BoundSetting> bound = [];
        foreach (ConfigurationEntry entry in entries)
        {
            string name = prefix + entry.Name;
            try
            {
                Setting setting = Find(entry, table, source);
                if (!bound.TryAdd(setting, setting.Bind(entry.Node, source)))
                {
                    source.Report(name, entry.Line, "It is there twice. Leave one of them out.");
                }
            }
            catch (SettingException error)
            {
                source.Report(name, error.Line, error.Message);
            }
        }

        return [.. table.Where(bound.ContainsKey).Select(setting => bound[setting])];
    }

    private static Setting Find(ConfigurationEntry entry, IReadOnlyList<Setting> table, SettingSource source)
    {
        if (!source.IsFile)
        {
            return table.Single(setting => setting.Parameter == entry.Name);
        }

        Setting? found = table.FirstOrDefault(setting => string.Equals(setting.Name, entry.Name, source.Names));
        return found switch
        {
            { IsOfFiles: true } => found,
            { Name: "certificatePassword" } => throw new SettingException(
                entry.Line, "A password has no place in a configuration file. Put it in a file of its own, with the mode 600, and give its "
                + "path as certificatePasswordFile."),
            not null => throw new SettingException(entry.Line, "No file can have it. Give the parameter."),
            null => throw new SettingException(entry.Line, "There is no such setting." + Hint(entry.Name, table)),
        };
    }

    private static string Hint(string name, IReadOnlyList<Setting> table)
    {
        Setting? meant = table.FirstOrDefault(setting => setting.IsOfFiles
            && (Same(setting.Name, name) || Same(setting.Parameter, name) || Same(setting.Prosody, name)));
        return meant is null ? string.Empty : $" Did you mean {meant.Name}?";
    }

    private static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
