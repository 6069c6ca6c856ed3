using System.Text.Json.Nodes;

namespace InvitesApi.Server.Configuration.Types;

/// <summary>How the values of settings are written.</summary>
/// <typeparam name="T">What they are.</typeparam>
internal abstract class SettingType<T>
{
    /// <summary>Whether files may have them.</summary>
    public virtual bool IsOfFiles => true;

    /// <summary>What they are, in words.</summary>
    public abstract string Wanted { get; }

    /// <summary>What they are, as a JSON schema.</summary>
    public abstract JsonObject Schema();

    /// <summary>Reads one.</summary>
    /// <exception cref="SettingException">It is none.</exception>
    public abstract T Read(ConfigurationNode node, SettingSource source);

    /// <summary>What to throw where a value is none.</summary>
    protected SettingException Refuse(ConfigurationNode node) => new(node.Line, $"It must be {Wanted}, and is {node.Kind}.");

    /// <summary>What to throw where a value is of the right kind and still none.</summary>
    protected SettingException RefuseValue(ConfigurationNode node) => new(node.Line, $"It must be {Wanted}.");
}
