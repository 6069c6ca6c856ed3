namespace InvitesApi.Server.Keys;

/// <summary>A key on its way into a database, the only moment at which it is whole.</summary>
/// <param name="Key">What will be listed of it.</param>
/// <param name="Text">Its text with the secret. A store keeps no more of it than it needs to judge a request.</param>
public sealed record NewApiKey(ApiKey Key, ApiKeyText Text);
