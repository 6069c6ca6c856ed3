using InvitesApi.Server.Hosting.Hosts;

namespace InvitesApi.Server.Configuration;

/// <summary>A setting with its value.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Node">The value, as it was written.</param>
/// <param name="Apply">Sets it.</param>
/// <param name="ApplyToHost">Sets it for one virtual host; null: it is of the server as a whole.</param>
internal sealed record BoundSetting(
    Setting Setting,
    ConfigurationNode Node,
    Func<ServerDraft, ServerDraft> Apply,
    Func<VirtualHostOptions, VirtualHostOptions>? ApplyToHost);
