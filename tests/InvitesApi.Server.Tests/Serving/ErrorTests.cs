using System.Text.Json;
using InvitesApi.Server.Tests.Support;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Tests.Serving;

/// <summary>How answers look that are none.</summary>
public class ErrorTests
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "application/problem+json")]
    [InlineData("*/*", "application/problem+json")]
    [InlineData("application/json", "application/problem+json")]
    [InlineData("application/problem+json, text/html", "application/problem+json")]
    [InlineData("application/json, text/html;q=0.5", "application/problem+json")]
    [InlineData("text/html;q=0", "application/problem+json")]
    [InlineData("html", "application/problem+json")]
    [InlineData("text/html;q=0.1, application/*;q=0.2", "application/problem+json")]
    [InlineData(Browser, "text/html")]
    [InlineData("text/html", "text/html")]
    [InlineData("text/*, */*;q=0.1, xhtml", "text/html")]
    [InlineData("TEXT/HTML, application/json;q=0.9", "text/html")]
    public async Task Error_Accept_DecidesBetweenDocumentAndPage(string? accept, string type)
    {
        await using ServedApi api = await ServedApi.StartAsync();
        foreach ((string uri, int status) in new[]
        {
            ("http://example.com/", 404), ("http://other.example/", 404), ("http://example.com/invites_api?key=A/B", 403),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            if (accept is not null)
            {
                request.Headers.TryAddWithoutValidation("Accept", accept);
            }

            using HttpResponseMessage answer = await api.Client.SendAsync(request, Cancellation);
            Assert.Equal((status, type), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Contains("Accept", answer.Headers.Vary);
            Assert.Empty(answer.Headers.Server);
            Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("X-Powered", StringComparison.Ordinal));
            AssertReadable(await answer.Content.ReadAsStringAsync(Cancellation), status, isHtml: type == "text/html");
        }
    }

    [Theory]
    [InlineData("*/*", false)]
    [InlineData(Browser, true)]
    public async Task Error_BrokenDatabase_TellsNothingOfTheInside(string accept, bool isHtml)
    {
        await using ServedApi api = await ServedApi.StartAsync();
        using (var raw = new RawSqlite(api.Folder["invites.db"]))
        {
            string table = Assert.IsType<string>(raw.Scalar("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '%key%'"));
            raw.Run($"DROP TABLE {table}");
        }

        using HttpRequestMessage request = api.Request();
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using HttpResponseMessage answer = await api.Client.SendAsync(request, Cancellation);
        string body = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal(500, (int)answer.StatusCode);
        AssertReadable(body, 500, isHtml);
        foreach (string inside in new[] { "   at ", "Exception", nameof(SqliteException), "no such table", api.Folder.Path, "Kestrel", api.Key })
        {
            Assert.DoesNotContain(inside, body, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Error_Head_HasNoBody()
    {
        await using ServedApi api = await ServedApi.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Head, "http://example.com/");
        request.Headers.TryAddWithoutValidation("Accept", Browser);
        using HttpResponseMessage answer = await api.Client.SendAsync(request, Cancellation);
        Assert.Equal(404, (int)answer.StatusCode);
        Assert.True(answer.Content.Headers.ContentLength > 0);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    private static void AssertReadable(string body, int status, bool isHtml)
    {
        if (isHtml)
        {
            Assert.StartsWith("<!DOCTYPE html>", body, StringComparison.Ordinal);
            Assert.Contains("<h1>", body, StringComparison.Ordinal);
            Assert.Contains($"HTTP {status}", body, StringComparison.Ordinal);
            return;
        }

        using JsonDocument document = JsonDocument.Parse(body);
        Assert.Equal(status, document.RootElement.GetProperty("status").GetInt32());
        Assert.StartsWith("urn:invites-api:problem:", document.RootElement.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Equal(4, document.RootElement.EnumerateObject().Count());
    }
}
