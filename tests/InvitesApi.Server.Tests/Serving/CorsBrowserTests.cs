using InvitesApi.Server.Endpoints;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Tests.Support;
using Microsoft.Playwright;

namespace InvitesApi.Server.Tests.Serving;

/// <summary>Pages of another origin, in a real browser.</summary>
public class CorsBrowserTests(Browser browser)
{
    // What a script of the page sees: the status and the link, or that the browser kept the answer from it.
    private const string Fetch = """
        async ([uri, options]) => {
            try {
                const answer = await fetch(uri, options);
                return `${answer.status} ${answer.headers.get('Location')}`;
            } catch (error) {
                return error.name;
            }
        }
        """;

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Page_SendsBearerKey_GetsALink(string method)
    {
        await using ServedApi api = await ServedApi.StartAsync();
        await using OtherSite site = await OtherSite.StartAsync();
        string seen = await FetchAsync(api, site, method, "example.com", ("Authorization", $"Bearer {api.Key}"), ("Content-Type", "application/json"));
        Assert.StartsWith($"201 http://example.com:{api.Port}/invites_page?", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_SendsBadKey_SeesTheRefusal()
    {
        await using ServedApi api = await ServedApi.StartAsync();
        await using OtherSite site = await OtherSite.StartAsync();
        Assert.Equal("403 null", await FetchAsync(api, site, "GET", "example.com", ("Authorization", "Bearer none")));
    }

    [Fact]
    public async Task Page_SendsWhatIsNotAllowed_IsStoppedByThePreflight()
    {
        await using ServedApi api = await ServedApi.StartAsync();
        await using OtherSite site = await OtherSite.StartAsync();
        (string, string) key = ("Authorization", $"Bearer {api.Key}");
        Assert.Equal("TypeError", await FetchAsync(api, site, "GET", "example.com", key, ("X-Other", "1")));
        Assert.Equal("TypeError", await FetchAsync(api, site, "PUT", "example.com", key));
    }

    [Fact]
    public async Task Page_OfAHostsOwnOptions_IsLetInByThemAlone()
    {
        await using OtherSite site = await OtherSite.StartAsync();
        string origin = $"http://page.example:{site.Port}";
        await using ServedApi api = await ServedApi.StartAsync(options => options with
        {
            VirtualHosts =
            [
                new VirtualHostOptions("example.com")
                {
                    Cors = new CorsOptions { Origins = [origin], Headers = ["Authorization", "X-Other"], AllowCredentials = true },
                },
                new VirtualHostOptions("strict.example") { Cors = new CorsOptions { Origins = ["https://page.example"] } },
                new VirtualHostOptions("closed.example") { Cors = new CorsOptions { Origins = [] } },
            ],
        });
        (string, string)[] headers = [("Authorization", $"Bearer {api.Key}"), ("X-Other", "1")];
        Assert.StartsWith("201 ", await FetchAsync(api, site, "GET", "example.com", headers), StringComparison.Ordinal);
        Assert.StartsWith("201 ", await FetchAsync(api, site, "GET", "example.com", "include", headers), StringComparison.Ordinal);
        Assert.Equal("TypeError", await FetchAsync(api, site, "GET", "strict.example", headers[0]));
        Assert.Equal("TypeError", await FetchAsync(api, site, "GET", "closed.example", headers[0]));
    }

    [Fact]
    public async Task Page_WithCookiesWhereTheyAreNotAllowed_IsStopped()
    {
        await using ServedApi api = await ServedApi.StartAsync();
        await using OtherSite site = await OtherSite.StartAsync();
        Assert.Equal("TypeError", await FetchAsync(api, site, "GET", "example.com", "include", ("Authorization", $"Bearer {api.Key}")));
    }

    private Task<string> FetchAsync(ServedApi api, OtherSite site, string method, string host, params (string Name, string Value)[] headers) =>
        FetchAsync(api, site, method, host, "omit", headers);

    private async Task<string> FetchAsync(
        ServedApi api, OtherSite site, string method, string host, string credentials, params (string Name, string Value)[] headers)
    {
        await using IBrowserContext window = await browser.OpenAsync();
        IPage page = await window.NewPageAsync();
        await page.GotoAsync($"http://page.example:{site.Port}/");
        object options = new
        {
            method,
            credentials,
            headers = headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.Ordinal),
        };
        return await page.EvaluateAsync<string>(Fetch, new[] { $"http://{host}:{api.Port}/invites_api", options });
    }
}
