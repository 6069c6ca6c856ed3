namespace InvitesApi.Server.Audit;

/// <summary>A trail that is whole.</summary>
/// <param name="Count">How many entries it has; the number of the last.</param>
/// <param name="Head">The hash of the last entry in hexadecimal; of none, the genesis.</param>
/// <param name="Last">When the last entry was written, in UTC; null where there is none.</param>
public sealed record AuditVerification(long Count, string Head, DateTimeOffset? Last);
