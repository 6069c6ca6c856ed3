namespace InvitesApi.Server.Keys;

/// <summary>Which keys to list.</summary>
/// <param name="VirtualHost">Of this host alone; null: of all.</param>
/// <param name="Id">With this id alone; null: with any.</param>
/// <param name="IncludesRemoved">Whether removed keys are listed too.</param>
public readonly record struct ApiKeyFilter(string? VirtualHost = null, string? Id = null, bool IncludesRemoved = false);
