using Microsoft.Data.Sqlite;

namespace InvitesApi.PowerShell.Tests;

/// <summary>Ctrl+C while a request is in flight: another process holds the database, so it can't be answered yet.</summary>
public sealed class SecondInterruptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("invites-api-test-").FullName;
    private int _port;

    private string Database => Path.Combine(_folder, "invites.db");

    [Fact]
    public async Task Interrupt_Once_LetsTheRequestEnd()
    {
        (HostProcess host, Task<int> status, SqliteConnection other) = await RequestInFlightAsync();
        using (host)
        await using (other)
        {
            host.Send(HostProcess.Signal.Interrupt);
            await Web.WhenFreeAsync(_port);
            Run(other, "COMMIT");
            Assert.Equal(201, await status);
            Assert.Equal(130, (await host.EndAsync()).ExitCode);
        }
    }

    [Fact]
    public async Task Interrupt_Twice_EndsAtOnce()
    {
        (HostProcess host, Task<int> status, SqliteConnection other) = await RequestInFlightAsync();
        using (host)
        await using (other)
        {
            host.Send(HostProcess.Signal.Interrupt);
            await Web.WhenFreeAsync(_port);
            host.Send(HostProcess.Signal.Interrupt);
            await Assert.ThrowsAsync<HttpRequestException>(() => status);
            await host.EndAsync();
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // tests have no users who type SQL
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private async Task<(HostProcess Host, Task<int> Status, SqliteConnection Other)> RequestInFlightAsync()
    {
        HostResult made = await HostProcess.RunAsync("-Command", $"(New-InviteApiKey example.com -Database '{Database}').Key");
        (HostProcess host, _port) = await HostProcess.ServeAsync(
            $"Start-InviteApiServer example.com -Port 0 -Database '{Database}' -Wait | ForEach-Object Port");
        string key = made.Output.Trim();
        Assert.Equal(201, await Web.StatusAsync(_port, key));
        var other = new SqliteConnection($"Data Source={Database};Pooling=False");
        other.Open();
        Run(other, "BEGIN IMMEDIATE");
        Task<int> status = Web.StatusAsync(_port, key);

        // A second request on a connection made later has been answered, so the first has been read.
        Assert.Equal(401, (int)(await Web.GetAsync(new Uri($"http://localhost:{_port}/invites_api"))).StatusCode);
        return (host, status, other);
    }
}
