namespace InvitesApi.PowerShell.Tests;

/// <summary>Tests that touch what a process has once (environment variables, all its servers) and so run alone.</summary>
[CollectionDefinition(nameof(WholeProcess), DisableParallelization = true)]
public sealed class WholeProcess;
