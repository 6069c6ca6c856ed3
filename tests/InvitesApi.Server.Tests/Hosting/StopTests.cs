using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Hosting;

/// <summary>The end of a server.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task Stop_Running_FreesThePort()
    {
        await using TestServer first = await TestServer.StartAsync();
        Assert.False(first.Completion.IsCompleted);
        await first.StopAsync();
        await first.Completion;
        Assert.False(await Wire.IsOpenAsync(first.Port));
        await using TestServer second = await TestServer.StartAsync(new TestServerOptions { Port = first.Port });
        Assert.Equal(first.Port, second.Port);
    }

    [Fact]
    public async Task Stop_Again_DoesNothing()
    {
        await using TestServer server = await TestServer.StartAsync();
        await Task.WhenAll(server.StopAsync(), server.StopAsync());
        await server.StopAsync();
        Assert.True(server.Completion.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Stop_IdleConnection_IsClosed()
    {
        await using TestServer server = await TestServer.StartAsync();
        using Wire idle = await Wire.OpenAsync(server.Port);
        await idle.WriteAsync("GET /invites_api HTTP/1.1\r\nHost: example.com\r\n\r\n"); // it may stay open for more
        Task<string> received = idle.ReadToEndAsync();
        await server.StopAsync();
        await received;
    }

    [Fact]
    public async Task Stop_RequestInFlight_WaitsForItsAnswer()
    {
        using var time = new HeldTime();
        await using TestServer server = await TestServer.StartAsync(new TestServerOptions { Time = time });
        await server.AddKeyAsync();
        time.Hold();
        Task<Answer> answer = server.InviteAsync();
        await time.Asked;
        Task stop = server.StopAsync();
        while (await Wire.IsOpenAsync(server.Port))
        {
            // New connections are refused first; until then the stop has not begun.
        }

        Assert.False(stop.IsCompleted);
        Assert.False(server.Completion.IsCompleted);
        time.Release();
        string token = (await answer).Token;
        await stop;
        Assert.NotNull(await server.FindInviteAsync(token));
    }

    [Fact]
    public async Task Stop_DatabaseUsedAgain_HasWhatWasAnswered()
    {
        using var folder = new TemporaryFolder();
        var options = new TestServerOptions { Database = folder["invites.db"] };
        string token;
        await using (TestServer first = await TestServer.StartAsync(options))
        {
            await first.AddKeyAsync();
            token = (await first.InviteAsync()).Token;
        }

        await using TestServer second = await TestServer.StartAsync(options);
        await second.InviteAsync();
        Assert.Equal(200, (await second.SendAsync($"GET /invites_page?{token}")).Status);
    }
}
