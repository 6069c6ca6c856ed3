using System.Net.Sockets;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Serving;

/// <summary>A server that stops while a request is in flight: another process holds the database, so it can't be answered yet.</summary>
public class StopTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stop_RequestInFlight_IsAnsweredAndNewOnesAreRefused()
    {
        var time = new WatchedTime();
        await using ServedApi api = await ServedApi.StartAsync(options => options with { Time = time });
        using var other = new RawSqlite(api.Folder["invites.db"]);
        other.Run("BEGIN IMMEDIATE");
        Task begun = time.NextAsync();
        Task<string> link = api.LinkAsync();
        await begun;
        Task stop = api.Server.StopAsync(CancellationToken.None);
        while (await CanConnectAsync(api.Port))
        {
            await Task.Yield();
        }

        Assert.False(stop.IsCompleted);
        Assert.False(link.IsCompleted);
        other.Run("COMMIT");
        Assert.StartsWith("http://example.com/invites_page?", await link, StringComparison.Ordinal);
        await stop;
        Assert.True(api.Server.Completion.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Stop_InAHurry_WaitsForNothing()
    {
        var time = new WatchedTime();
        await using ServedApi api = await ServedApi.StartAsync(options => options with { Time = time });
        using (var other = new RawSqlite(api.Folder["invites.db"]))
        {
            other.Run("BEGIN IMMEDIATE");
            Task begun = time.NextAsync();
            Task<string> link = api.LinkAsync();
            await begun;
            using var hurry = new CancellationTokenSource();
            Task stop = api.Server.StopAsync(hurry.Token);
            Assert.False(stop.IsCompleted);
            await hurry.CancelAsync();
            await stop;
            await Assert.ThrowsAsync<HttpRequestException>(() => link);
            other.Run("COMMIT");
        }

        while (File.Exists(api.Folder["invites.db-wal"]))
        {
            // The store closes its files behind our back; the folder can't be removed before.
            await Task.Delay(TimeSpan.FromMilliseconds(10), Cancellation);
        }
    }

    [Fact]
    public async Task Stop_IdleConnections_HoldNothingUp()
    {
        await using ServedApi api = await ServedApi.StartAsync();
        await using NetworkStream idle = await Dial.OpenAsync(api.Port);
        await idle.WriteAsync("GET /invites_api HTTP/1.1\r\nHost: example.com\r\n\r\n");
        await idle.ReadExactlyAsync(new byte[12], Cancellation);
        Task<string> rest = idle.ReadToEndAsync();
        await api.Server.StopAsync(CancellationToken.None);
        await rest;
    }

    private static async Task<bool> CanConnectAsync(int port)
    {
        try
        {
            await using NetworkStream stream = await Dial.OpenAsync(port);
            return true;
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return false;
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionReset)
        {
            // It was waiting to be accepted when the socket was closed.
            return true;
        }
    }
}
