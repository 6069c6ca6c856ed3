namespace InvitesApi.Server.Configuration;

/// <summary>A virtual host in a configuration.</summary>
/// <param name="Name">Its domain.</param>
/// <param name="Line">The line that it begins on.</param>
/// <param name="Settings">What it has of its own.</param>
internal sealed record HostSection(string Name, int Line, IReadOnlyList<BoundSetting> Settings);
