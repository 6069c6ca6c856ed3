using InvitesApi.Server.Invites;
using InvitesApi.Server.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Endpoints;

/// <summary>Keys that come and go while the server runs, and the invites that they make.</summary>
public sealed class KeyLifeTests
{
    [Fact]
    public async Task Ask_KeyAddedAndRemovedByAnotherHandle_CountsAtTheNextRequest()
    {
        await using TestServer server = await TestServer.StartAsync();
        for (int i = 0; i < 3; i++)
        {
            await AssertStatusAsync(403, server);
            await server.AddKeyAsync();
            await AssertStatusAsync(201, server);
            await server.RemoveKeyAsync(SampleKeys.New);
        }

        await AssertStatusAsync(403, server);
    }

    [Fact]
    public async Task Ask_GoodKey_InviteIsAsProsodyMakesIt()
    {
        var time = new FakeTimeProvider(Sample.Moment);
        await using TestServer server = await TestServer.StartAsync(new TestServerOptions { Time = time });
        await server.AddKeyAsync();
        Answer answer = await server.InviteAsync();
        Assert.Equal(
            new Invite
            {
                Token = answer.Token,
                Terms = new InviteTerms { VirtualHost = Sample.Host, ExpiresAt = Sample.Moment.AddDays(7) },
                Source = "api/token/kFIuplAB-6xs",
                CreatedAt = Sample.Moment,
            },
            await server.FindInviteAsync(answer.Token));
    }

    [Fact]
    public async Task Ask_ManyTimes_EachHasAnInviteOfItsOwn()
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.AddKeyAsync();
        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => server.InviteAsync()));
        Assert.Equal(50, answers.Select(answer => answer.Token).Distinct(StringComparer.Ordinal).Count());
    }

    private static async Task AssertStatusAsync(int status, TestServer server) =>
        Assert.Equal(status, (await server.SendAsync("GET /invites_api", authorization: $"Bearer {SampleKeys.New}")).Status);
}
