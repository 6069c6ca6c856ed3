using System.Collections;
using System.Globalization;
using System.Management.Automation;
using InvitesApi.PowerShell.Commands;
using InvitesApi.Server.Configuration;

namespace InvitesApi.PowerShell.Binding;

/// <summary>Takes the parameters of a cmdlet as settings of a server.</summary>
internal static class ServerParameters
{
    /// <summary>Takes them. Those that are no settings are left out.</summary>
    /// <param name="bound">The parameters that were given, by their names.</param>
    /// <param name="session">The session, which knows what paths are relative to.</param>
    public static ConfigurationLayer Read(IReadOnlyDictionary<string, object> bound, SessionState session) =>
        ConfigurationLayer.OfParameters(
            [
                .. bound.Where(parameter => parameter.Value is not null)
                    .Select(parameter => new ConfigurationEntry(parameter.Key, 0, Node(parameter.Value))),
            ],
            (kind, path) => SessionPath.Of(session, path, kind.Fault, kind.Wanted));

    private static ConfigurationNode Node(object? value) => new(
        value switch
        {
            PSObject wrapped => Node(wrapped.BaseObject).Value,
            SwitchParameter flag => flag.ToBool(),
            int number => (long)number,
            IDictionary map => Entries(map),
            Array items => items.Cast<object?>().Select(Node).ToArray(),
            _ => value,
        },
        0);

    private static ConfigurationEntry[] Entries(IDictionary map) =>
    [
        .. map.Cast<DictionaryEntry>()
            .Select(entry => new ConfigurationEntry(Text(entry.Key), 0, new ConfigurationNode(Text(entry.Value), 0))),
    ];

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
}
