using System.Text.Json.Nodes;
using InvitesApi.Server.Configuration.Types;
using InvitesApi.Server.Hosting.Hosts;

namespace InvitesApi.Server.Configuration;

/// <summary>
/// A setting: all that the readers of files, the parameters of cmdlets, the JSON schema and the tests of the documents have to know of it.
/// </summary>
/// <param name="name">Its name in files: its parameter's in camelCase, in the plural where it takes several.</param>
/// <param name="parameter">Its parameter; null: it has none.</param>
/// <param name="prosody">Prosody's name for it; null: Prosody has none.</param>
/// <param name="description">What it means, in a sentence or two.</param>
internal abstract class Setting(string name, string? parameter, string? prosody, string description)
{
    /// <summary>Its name in files.</summary>
    public string Name => name;

    /// <summary>The name of its parameter, or null.</summary>
    public string? Parameter => parameter;

    /// <summary>Prosody's name for it, or null.</summary>
    public string? Prosody => prosody;

    /// <summary>What it means.</summary>
    public string Description => description;

    /// <summary>Whether files may have it.</summary>
    public abstract bool IsOfFiles { get; }

    /// <summary>What its values are, as a JSON schema.</summary>
    public abstract JsonObject Schema();

    /// <summary>Reads a value.</summary>
    /// <exception cref="SettingException">It has no such value.</exception>
    public abstract BoundSetting Bind(ConfigurationNode node, SettingSource source);
}

/// <inheritdoc/>
/// <typeparam name="T">What its values are.</typeparam>
/// <param name="type">How its values are written.</param>
/// <param name="set">Sets it.</param>
/// <param name="setOfHost">Sets it for one virtual host; null: it is of the server as a whole.</param>
#pragma warning disable SA1402, MA0048, CS1573 // the same setting, with the type of its values
internal sealed class Setting<T>(
    string name,
    string? parameter,
    SettingType<T> type,
    string? prosody,
    string description,
    Func<ServerDraft, T, ServerDraft> set,
    Func<VirtualHostOptions, T, VirtualHostOptions>? setOfHost = null) : Setting(name, parameter, prosody, description)
{
    /// <inheritdoc/>
    public override bool IsOfFiles => type.IsOfFiles;

    /// <inheritdoc/>
    public override JsonObject Schema() => type.Schema();

    /// <inheritdoc/>
    public override BoundSetting Bind(ConfigurationNode node, SettingSource source)
    {
        T value = type.Read(node, source);
        return new BoundSetting(this, node, draft => set(draft, value), setOfHost is null ? null : host => setOfHost(host, value));
    }
}
