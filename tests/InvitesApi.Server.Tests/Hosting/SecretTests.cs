using System.Text;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Hosting;

/// <summary>The token of a key is in no file of the database, no line of the log and no answer.</summary>
public sealed class SecretTests
{
    private const string Query = "?key=" + SampleKeys.New;

    public static TheoryData<string> Requests =>
    [
        "GET /invites_api" + Query,
        "GET /invites_api" + Query + "&redirect",
        "POST /invites_api" + Query,
        "OPTIONS /invites_api" + Query,
        "HEAD /invites_api" + Query,
        "PUT /invites_api" + Query,
        "GET /invites_api" + Query + "A",
        "GET /invites_api/" + Query,
        "GET /invites_page?" + SampleKeys.New,
        "GET /" + SampleKeys.New,
        "GET /%zz" + Query,
        "GET /%00" + Query,
        SampleKeys.New + " /" + Query,
    ];

    [Fact]
    public async Task Ask_EveryAnswer_TellsTheTokenToNobody()
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.AddKeyAsync();
        await server.AddKeyAsync(SampleKeys.GetOnly, methods: ApiKeyMethods.Get);
        foreach (string request in Requests.Select(row => row.Data))
        {
            AssertNoSecret(await AskAsync(server, $"{request} HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n"));
        }

        string bearer = $"Authorization: Bearer {SampleKeys.New}\r\n";
        AssertNoSecret(await AskAsync(server, $"GET /invites_api HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n{bearer}\r\n"));
        AssertNoSecret(await AskAsync(server, $"GET /invites_api HTTP/1.1\r\nHost: a b\r\n{bearer}\r\n"));
        AssertNoSecret(await AskAsync(server, $"GET /invites_api HTTP/1.1\r\nHost: unknown.example\r\nConnection: close\r\n{bearer}\r\n"));
        await BreakAsync(server);
        string log = string.Join('\n', server.ReadLog());
        Assert.NotEqual(string.Empty, log);
        AssertNoSecret(log);
        AssertNoSecretInFiles(server.Database);
    }

    // An answer and a line of the log about a request with a key that fails.
    private static async Task BreakAsync(TestServer server)
    {
        using var other = new RawSqlite(server.Database);
        other.Run("ALTER TABLE invite RENAME TO away");
        string answer = await AskAsync(server, $"GET /invites_api{Query} HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n");
        Assert.Contains("500", answer, StringComparison.Ordinal);
        AssertNoSecret(answer);
        other.Run("ALTER TABLE away RENAME TO invite");
    }

    private static async Task<string> AskAsync(TestServer server, string request)
    {
        using Wire wire = await Wire.OpenAsync(server.Port);
        Task<string> received = wire.ReadToEndAsync();
        await wire.WriteAsync(request);
        return await received;
    }

    private static void AssertNoSecretInFiles(string database)
    {
        string[] files = Directory.GetFiles(Path.GetDirectoryName(database)!);
        Assert.Contains(database + "-wal", files);
        var all = new StringBuilder();
        foreach (string file in files)
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            all.Append(reader.ReadToEnd());
        }

        Assert.Contains(SampleKeys.New.Split('/')[0], all.ToString(), StringComparison.Ordinal); // the id is no secret, and must be seen
        AssertNoSecret(all.ToString());
    }

    private static void AssertNoSecret(string text)
    {
        Assert.DoesNotContain(SampleKeys.NewToken, text, StringComparison.Ordinal);
        Assert.DoesNotContain(SampleKeys.GetOnly.Split('/')[1], text, StringComparison.Ordinal);
    }
}
