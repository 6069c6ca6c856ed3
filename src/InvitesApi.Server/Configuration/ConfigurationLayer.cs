using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Configuration;

/// <summary>What one source says of a server: a file, or parameters.</summary>
public sealed class ConfigurationLayer
{
    private ConfigurationLayer(SettingSource source, IReadOnlyList<BoundSetting> settings)
    {
        File = source.File;
        Findings = source.Findings;
        Settings = settings;
    }

    /// <summary>The file, or what stands for it in messages.</summary>
    public string File { get; }

    /// <summary>What is wrong with the form of it: names that are not known, values of other kinds.</summary>
    public IReadOnlyList<ConfigurationFinding> Findings { get; }

    /// <summary>The settings, in the order of their table.</summary>
    internal IReadOnlyList<BoundSetting> Settings { get; }

    /// <summary>The virtual hosts that it has.</summary>
    internal IReadOnlyList<HostSection> Hosts => Settings.Aggregate(new ServerDraft(), (draft, setting) => setting.Apply(draft)).Hosts;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="parse">What reads its text, into objects whose names are compared as PowerShell does; null: it is JSON.</param>
    /// <returns>What it says, with <see cref="Findings"/> where it can't be understood.</returns>
    /// <exception cref="InviteException"><see cref="InviteFault.ConfigurationUnavailable"/>.</exception>
    public static ConfigurationLayer OfFile(string path, Func<string, ConfigurationNode>? parse = null) =>
        OfText(path, ConfigurationText.Read(path), parse);

    /// <summary>Takes the text of a file.</summary>
    /// <param name="path">The full path of the file, which is not opened.</param>
    /// <param name="text">Its text.</param>
    /// <param name="parse">What reads the text; null: it is JSON.</param>
    internal static ConfigurationLayer OfText(string path, string text, Func<string, ConfigurationNode>? parse)
    {
        var source = SettingSource.OfFile(path, parse is null ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
        try
        {
            ConfigurationNode root = (parse ?? JsonConfiguration.Parse)(text);
            IReadOnlyList<ConfigurationEntry> entries = root.Value as IReadOnlyList<ConfigurationEntry>
                ?? throw new SettingException(root.Line, $"The whole must be an object with settings, and is {root.Kind}.");
            ConfigurationEntry[] settings = [.. entries.Where(entry => entry.Name != ConfigurationSchema.Reference)];
            return new ConfigurationLayer(source, SettingTable.Bind(settings, SettingTable.All, source));
        }
        catch (SettingException error)
        {
            source.Report(setting: null, error.Line, error.Message);
            return new ConfigurationLayer(source, []);
        }
    }

    /// <summary>Takes parameters.</summary>
    /// <param name="parameters">Their names and values.</param>
    /// <param name="resolve">Makes paths full ones.</param>
    /// <exception cref="InviteException">A path is none.</exception>
    public static ConfigurationLayer OfParameters(
        IReadOnlyList<ConfigurationEntry> parameters, Func<PathKind, string, string> resolve)
    {
        var source = SettingSource.OfParameters(resolve);
        ConfigurationEntry[] known =
            [.. parameters.Where(parameter => SettingTable.All.Any(setting => setting.Parameter == parameter.Name))];
        var layer = new ConfigurationLayer(source, SettingTable.Bind(known, SettingTable.All, source));
        layer.RequireValid();
        return layer;
    }

    /// <summary>Refuses what has <see cref="Findings"/>.</summary>
    /// <exception cref="InviteException"><see cref="InviteFault.ConfigurationInvalid"/>, with all of them.</exception>
    public void RequireValid()
    {
        if (Findings.Count > 0)
        {
            throw new InviteException(
                InviteFault.ConfigurationInvalid, string.Join(Environment.NewLine, Findings), Findings[0].Setting ?? File);
        }
    }
}
