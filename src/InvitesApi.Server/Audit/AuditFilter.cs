namespace InvitesApi.Server.Audit;

/// <summary>Which entries of the audit trail are wanted.</summary>
/// <param name="VirtualHost">Of this host alone; null: of all, and of none.</param>
/// <param name="After">From this moment on; null: from the first.</param>
/// <param name="Before">Before this moment; null: to the last.</param>
public sealed record AuditFilter(string? VirtualHost = null, DateTimeOffset? After = null, DateTimeOffset? Before = null);
