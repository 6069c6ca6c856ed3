namespace InvitesApi.Server.Tests.Support;

/// <summary>The tests that share one ejabberd.</summary>
[CollectionDefinition(Name)]
public sealed class SharedEjabberd : ICollectionFixture<Ejabberd>
{
    public const string Name = "ejabberd";
}
