using System.Security.Authentication;
using InvitesApi.Server.Certificates;
using InvitesApi.Server.Configuration;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Serving;

/// <summary>Links and certificates are those of the host itself, whatever name a client comes with.</summary>
public sealed class KnownNameTests
{
    private const string Good = "http://example.com/invites_page?";

    private static VirtualHostOptions Example => new("example.com");

    [Theory]
    [InlineData("http://evil.example/invites_api", Good)]
    [InlineData("http://evil.example:8080/invites_api", "http://example.com:8080/invites_page?")]
    [InlineData("http://example.com.evil.example/invites_api", Good)]
    [InlineData("http://192.0.2.1/invites_api", Good)]
    [InlineData("http://EXAMPLE.com:8080/invites_api", "http://example.com:8080/invites_page?")]
    [InlineData("http://localhost:8080/invites_api", "http://localhost:8080/invites_page?")]
    public async Task Link_OfTheDefaultHost_HasItsOwnName(string uri, string link)
    {
        await using ServedApi api = await ServedApi.StartAsync(
            options => options with { VirtualHosts = [Example with { IsDefault = true }] });
        Assert.StartsWith(link, await api.LinkAsync(uri), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task ExternalUri_WithPercentEncoding_IsFoundWithItsPrefix()
    {
        await using ServedApi api = await ServedApi.StartAsync(options => options with
        {
            VirtualHosts = [Example with { ExternalUri = new Uri("https://example.com/m%C3%BC%20x/") }],
        });
        string link = await api.LinkAsync("http://example.com/m%C3%BC%20x/invites_api");
        Assert.StartsWith("https://example.com/m%C3%BC%20x/invites_page?", link, StringComparison.Ordinal);
        Assert.Equal(200, await api.StatusAsync("http://example.com" + new Uri(link).PathAndQuery));
    }

    [Fact]
    public async Task Tls_HostWithoutACertificate_IsNotServedWithAnothers()
    {
        using var authority = new TestAuthority(hasIntermediate: false);
        var certificate = new CertificateOptions { Certificate = authority.Issue("example.com", "other.example") };
        await using ServedApi api = await ServedApi.StartAsync(options => options.WithTls(null) with
        {
            VirtualHosts = [Example with { Certificate = certificate }, new VirtualHostOptions("other.example")],
        });
        using HttpClient client = api.TlsClient(authority);
        Assert.Equal(201, await api.StatusAsync("https://example.com/invites_api", client));
        HttpRequestException refused = await Assert.ThrowsAsync<HttpRequestException>(
            () => api.StatusAsync("https://other.example/invites_api", client));
        Assert.True(refused.InnerException is AuthenticationException or IOException, $"{refused.InnerException}");
    }

    [Theory]
    [InlineData("\"certificateKeyPath\": \"key.pem\"")]
    [InlineData("\"virtualHosts\": [{ \"name\": \"a.example\", \"certificateKeyPath\": \"key.pem\" }]")]
    public async Task Configuration_KeyWithoutACertificate_IsRefused(string setting)
    {
        using var file = new WrittenConfiguration($"{{ {setting} }}");
        Assert.Equal(InviteFault.SettingMissing, Assert.Throws<InviteException>(() => file.Build()).Fault);
        ConfigurationFinding finding = Assert.Single(await file.CheckAsync());
        Assert.Equal((true, "certificatePath"), (finding.IsError, finding.Setting));
    }
}
