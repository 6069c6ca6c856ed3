using InvitesApi.Server.Keys;

namespace InvitesApi.Server.Tests.Support;

/// <summary>A server with three hosts and all <see cref="SampleKeys"/>, for the tests of a class that only ask.</summary>
public sealed class EndpointFixture : IAsyncLifetime
{
    public const string International = "bücher.example";
    public const string InternationalAscii = "xn--bcher-kva.example";

    internal TestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await TestServer.StartAsync(
            new TestServerOptions { Hosts = [new(Sample.Host), new(Sample.OtherHost), new(International)] });
        await Server.AddKeyAsync(SampleKeys.New);
        await Server.AddKeyAsync(SampleKeys.Old);
        await Server.AddKeyAsync(SampleKeys.GetOnly, methods: ApiKeyMethods.Get);
        await Server.AddKeyAsync(SampleKeys.PostOnly, methods: ApiKeyMethods.Post);
        await Server.AddKeyAsync(SampleKeys.Other, Sample.OtherHost);
        await Server.AddKeyAsync(SampleKeys.International, International);
        await Server.AddKeyAsync(SampleKeys.Removed);
        await Server.RemoveKeyAsync(SampleKeys.Removed);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
