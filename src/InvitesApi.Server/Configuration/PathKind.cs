using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Configuration;

/// <summary>What a path leads to.</summary>
/// <param name="Fault">What it is where it is no path of the file system.</param>
/// <param name="Wanted">What to give instead.</param>
public sealed record PathKind(InviteFault Fault, string Wanted);
