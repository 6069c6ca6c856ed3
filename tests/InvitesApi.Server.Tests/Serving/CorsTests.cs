using InvitesApi.Server.Endpoints;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Serving;

/// <summary>The headers of the Fetch standard's CORS protocol.</summary>
public class CorsTests
{
    [Fact]
    public async Task Options_NobodySays_AreThePeersAndTheKeysHeader()
    {
        await using ServedApi api = await ServedApi.StartAsync();
        foreach (HttpMethod method in new[] { HttpMethod.Get, HttpMethod.Options, HttpMethod.Delete })
        {
            using HttpResponseMessage answer = await SendAsync(api, method, "https://page.example");
            Assert.Equal("*", Header(answer, "Access-Control-Allow-Origin"));
            Assert.Equal("GET, POST, OPTIONS", Header(answer, "Access-Control-Allow-Methods"));
            Assert.Equal("Authorization, Content-Type", Header(answer, "Access-Control-Allow-Headers"));
            Assert.Equal("Location", Header(answer, "Access-Control-Expose-Headers"));
            Assert.Equal("7200", Header(answer, "Access-Control-Max-Age"));
            Assert.Null(Header(answer, "Access-Control-Allow-Credentials"));
        }
    }

    [Theory]
    [InlineData("https://page.example", "https://page.example")]
    [InlineData("http://localhost:8080", "http://localhost:8080")]
    [InlineData("https://page.example.evil", null)]
    [InlineData("http://page.example", null)]
    [InlineData("null", null)]
    [InlineData(null, null)]
    public async Task NamedOrigins_AreEchoedAndNoOthers(string? origin, string? allowed)
    {
        await using ServedApi api = await ServedApi.StartAsync(options => options with
        {
            VirtualHosts =
            [
                new VirtualHostOptions("example.com")
                {
                    Cors = new CorsOptions
                    {
                        Origins = ["https://page.example", "http://localhost:8080"], Methods = ["POST"], Headers = ["X-Other"], AllowCredentials = true,
                    },
                },
            ],
        });
        using HttpResponseMessage answer = await SendAsync(api, HttpMethod.Options, origin);
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("Origin", Header(answer, "Vary"));
        Assert.Equal(allowed, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Equal(allowed is null ? null : "true", Header(answer, "Access-Control-Allow-Credentials"));
        Assert.Equal(allowed is null ? null : "POST", Header(answer, "Access-Control-Allow-Methods"));
        Assert.Equal(allowed is null ? null : "X-Other", Header(answer, "Access-Control-Allow-Headers"));
    }

    [Theory]
    [InlineData("page.example", "GET", false)]
    [InlineData("https://page.example/", "GET", false)]
    [InlineData("https://page.example:443", "GET", false)]
    [InlineData("HTTPS://page.example", "GET", false)]
    [InlineData("https://page.example", "GET, POST", false)]
    [InlineData("https://page.example", "", false)]
    [InlineData("*", "GET", true)]
    public void Options_Malformed_AreRefused(string origin, string method, bool credentials) => Assert.Equal(
        InviteFault.CorsInvalid,
        Assert.Throws<InviteException>(() => new Cors(new CorsOptions { Origins = [origin], Methods = [method], AllowCredentials = credentials })).Fault);

    private static async Task<HttpResponseMessage> SendAsync(ServedApi api, HttpMethod method, string? origin)
    {
        using var request = new HttpRequestMessage(method, "http://example.com/invites_api");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
            request.Headers.Add("Access-Control-Request-Method", "POST");
            request.Headers.Add("Access-Control-Request-Headers", "authorization");
        }

        return await api.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(", ", values) : null;
}
