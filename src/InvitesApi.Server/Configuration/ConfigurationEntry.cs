namespace InvitesApi.Server.Configuration;

/// <summary>A named value of a configuration.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Line">The line of the name, from 1; of a parameter: 0.</param>
/// <param name="Node">The value.</param>
public sealed record ConfigurationEntry(string Name, int Line, ConfigurationNode Node);
