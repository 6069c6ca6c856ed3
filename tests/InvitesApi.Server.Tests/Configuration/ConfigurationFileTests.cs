using System.Net;
using InvitesApi.Server.Configuration;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Configuration;

/// <summary>What a good file makes of a server.</summary>
public sealed class ConfigurationFileTests
{
    [Fact]
    public void Build_EverySetting_IsTaken()
    {
        using var file = new WrittenConfiguration(
            """
            // of all kinds
            {
                "$schema": "./server.schema.json",
                "ports": [5280, 0], "interfaces": "127.0.0.1", "tlsPorts": [], "tlsInterfaces": ["::1", "*"],
                "unixSockets": "run/invites.sock", "unixSocketMode": "600", "allowPlainHttp": true, "managementPort": 5290,
                "trustedProxies": ["10.0.0.0/8"], "maxContentSize": 4294967296, "maxHeaderSize": 2048, "headerTimeoutSeconds": 5,
                "keepAliveTimeoutSeconds": 6, "maxConnectionCount": 7, "maxConnectionCountPerClient": 8, "stopTimeoutSeconds": 0,
                "accessLog": "/var/log/access.log", "publicOperation": true, "database": "data/invites.db", "forgetInvitesAfter": "2 weeks",
                "siteName": "A Site", "pageFolder": "page", "appCatalogue": "apps.json", "showApps": "a", "hideApps": ["b", "c"],
                "virtualHosts": ["example.com"], "defaultHost": "EXAMPLE.com", /* the only one */
                "httpHost": "chat.example.com", "httpPaths": { "invites_api": "/api/$host" }, "externalUri": "https://a.example/b/",
                "invitePage": "none", "corsOrigins": [], "corsMethods": "GET", "corsHeaders": ["X-A"], "corsCredential": true,
                "certificatePath": "certs", "certificateKeyPath": "key.pem",
            }
            """);
        InviteServerOptions options = file.Build();
        Assert.Equal([5280, 0], options.Listeners.Ports);
        Assert.Equal(["127.0.0.1"], options.Listeners.Interfaces);
        Assert.Equal([], options.Listeners.TlsPorts);
        Assert.Equal(["::1", "*"], options.Listeners.TlsInterfaces);
        Assert.Equal([file.In("run/invites.sock")], options.Listeners.UnixSockets);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, options.Listeners.UnixSocketMode);
        Assert.Equal((true, 5290), (options.Listeners.AllowPlainHttp, options.Listeners.ManagementPort));
        Assert.Equal(["10.0.0.0/8"], options.TrustedProxies);
        Assert.Equal((4294967296, 2048), (options.Limits.MaxContentSize, options.Limits.MaxHeaderSize));
        Assert.Equal((5, 6), (options.Limits.HeaderTimeout.TotalSeconds, options.Limits.KeepAliveTimeout.TotalSeconds));
        Assert.Equal((7, 8), (options.Limits.MaxConnectionCount, options.Limits.MaxConnectionCountPerClient));
        Assert.Equal(TimeSpan.Zero, options.Limits.StopTimeout);
        Assert.Equal(("/var/log/access.log", true), (options.Operation.AccessLog, options.Operation.IsPublic));
        Assert.Equal(file.In("data/invites.db"), options.Database);
        Assert.Equal(TimeSpan.FromDays(14), options.ForgetInvitesAfter);
        VirtualHostOptions host = Assert.Single(options.VirtualHosts);
        Assert.Equal(
            ("A Site", file.In("page"), file.In("apps.json")), (host.Page.SiteName, host.Page.Folder, host.Page.AppCatalogue));
        Assert.Equal(["a", "b", "c"], host.Page.ShowApps.Concat(host.Page.HideApps));
        Assert.Equal(("example.com", "chat.example.com", true, "none"), (host.Name, host.HttpHost, host.IsDefault, host.InvitePage));
        Assert.Equal(new Uri("https://a.example/b/"), host.ExternalUri);
        Assert.Equal("/api/$host", host.Paths["invites_api"]);
        Assert.Empty(host.Cors.Origins);
        Assert.Equal(["GET"], host.Cors.Methods);
        Assert.Equal(["X-A"], host.Cors.Headers);
        Assert.True(host.Cors.AllowCredentials);
        Assert.Equal((file.In("certs"), file.In("key.pem")), (options.Certificate?.Path, options.Certificate?.KeyPath));
        Assert.Equal(options.Certificate, host.Certificate);
    }

    [Fact]
    public void Build_OfNothing_IsAsWithoutAFile()
    {
        using var file = new WrittenConfiguration("{}");
        InviteServerOptions options = file.Build(("VirtualHost", Items("example.com")));
        Assert.Equal(file.In("default.db"), options.Database);
        Assert.Equal(new InviteServerOptions { VirtualHosts = [], Database = string.Empty }.Limits, options.Limits);
        Assert.Null(options.Listeners.Ports);
        Assert.Null(options.Certificate);
        Assert.Equal(new VirtualHostOptions("example.com").InvitePage, Assert.Single(options.VirtualHosts).InvitePage);
    }

    [Fact]
    public void Build_Layers_GoFromTheFileOverTheHostToTheParameters()
    {
        using var file = new WrittenConfiguration(
            """
            {
                "httpHost": "all.example", "invitePage": "none", "ports": 1, "maxHeaderSize": 2048,
                "virtualHosts": ["a.example", { "httpHost": "b2.example", "name": "b.example", "corsOrigins": "https://b.example" }]
            }
            """);
        InviteServerOptions options = file.Build(("Port", Items(2L)), ("CorsMethod", Items("POST")));
        Assert.Equal([2], options.Listeners.Ports);
        Assert.Equal(2048, options.Limits.MaxHeaderSize);
        Assert.Equal(["all.example", "b2.example"], options.VirtualHosts.Select(host => host.HttpHost));
        Assert.Equal(["none", "none"], options.VirtualHosts.Select(host => host.InvitePage));
        Assert.Equal(["*", "https://b.example"], options.VirtualHosts.Select(host => host.Cors.Origins.Single()));
        Assert.All(options.VirtualHosts, host => Assert.Equal(["POST"], host.Cors.Methods));

        VirtualHostOptions chosen = Assert.Single(file.Build(("VirtualHost", Items("b.example")), ("HttpHost", "p.example")).VirtualHosts);
        Assert.Equal(("b.example", "p.example", "https://b.example"), (chosen.Name, chosen.HttpHost, chosen.Cors.Origins.Single()));
    }

    [Fact]
    public void Build_CertificateGivenNearer_IsNotMixedWithAnother()
    {
        using var file = new WrittenConfiguration(
            """
            {
                "certificatePath": "a.pem", "certificateKeyPath": "a.key",
                "virtualHosts": ["a.example", { "name": "b.example", "certificatePath": "b.pfx" }]
            }
            """);
        InviteServerOptions options = file.Build();
        Assert.Equal([file.In("a.key"), null], options.VirtualHosts.Select(host => host.Certificate?.KeyPath));
        options = file.Build(("CertificatePath", "/c.pem"));
        Assert.All(options.VirtualHosts, host => Assert.Equal(("/c.pem", null), (host.Certificate?.Path, host.Certificate?.KeyPath)));
        Assert.Equal(("/c.pem", null), (options.Certificate?.Path, options.Certificate?.KeyPath));
    }

    [Fact]
    public void Build_PasswordFile_IsRead()
    {
        using var file = new WrittenConfiguration(
            """{ "virtualHosts": "a.example", "certificatePath": "a.pfx", "certificatePasswordFile": "password" }""");
        file.Write("password", "p\u00e4ss word\nmore", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Equal("p\u00e4ss word", new NetworkCredential(string.Empty, file.Build().Certificate!.Password).Password);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    public void Read_PasswordFileThatOthersMayRead_IsRefused(UnixFileMode others)
    {
        using var file = new WrittenConfiguration("{ \"virtualHosts\": \"a.example\",\n\"certificatePasswordFile\": \"password\" }");
        file.Write("password", "secret", UnixFileMode.UserRead | others);
        ConfigurationFinding finding = Assert.Single(file.Read().Findings);
        Assert.Equal(("certificatePasswordFile", 2), (finding.Setting, finding.Line));
        Assert.DoesNotContain("secret", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_DefaultHostThatIsNone_IsRefused()
    {
        using var file = new WrittenConfiguration("""{ "virtualHosts": "a.example", "defaultHost": "b.example" }""");
        Assert.Equal(InviteFault.VirtualHostNotServed, Assert.Throws<InviteException>(() => file.Build()).Fault);
    }

    [Theory]
    [InlineData("")]
    [InlineData("missing.json")]
    [InlineData("/dev/zero")]
    public void OfFile_ThatCannotBeRead_IsUnavailable(string name)
    {
        using var file = new WrittenConfiguration("{}");
        string path = file.In(name);
        InviteException fault = Assert.Throws<InviteException>(() => ConfigurationLayer.OfFile(path));
        Assert.Equal((InviteFault.ConfigurationUnavailable, path), (fault.Fault, fault.Target));
    }

    private static ConfigurationNode[] Items(params object[] values) => [.. values.Select(value => new ConfigurationNode(value, 0))];
}
