using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using InvitesApi.Server.Configuration;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Configuration;

/// <summary>What the check of a file finds beyond its form.</summary>
public sealed class ConfigurationCheckTests
{
    private const string Host = "\"virtualHosts\": \"a.example\", \"database\": \"there.db\"";
    private const string Quiet = "{ \"ports\": 0, " + Host;

    [Theory]
    [InlineData(Quiet + ",\n\"trustedProxies\": [\"::1\",\n\"10.0.0/33\"] }", "trustedProxies", 3)]
    [InlineData(Quiet + ",\n\"interfaces\": [\n\"*\"] }", "interfaces", 3)]
    [InlineData(Quiet + ",\n\"interfaces\": \"nowhere.example\", \"allowPlainHttp\": true }", "interfaces", 2)]
    [InlineData(Quiet + ",\n\"tlsPorts\": 0 }", "tlsPorts", 2)]
    [InlineData(Quiet + ",\n\"unixSockets\": \"no/folder.sock\" }", "unixSockets", 2)]
    [InlineData(Quiet + ",\n\"defaultHost\": \"b.example\" }", "defaultHost", 2)]
    [InlineData(Quiet + ",\n\"httpHost\": \"a b\" }", "httpHost", 2)]
    [InlineData(Quiet + ",\n\"httpPaths\": { \"invites_api\": \"/a/\" } }", "httpPaths", 2)]
    [InlineData(Quiet + ",\n\"httpPaths\": { \"unknown\": \"/a\" } }", "httpPaths", 2)]
    [InlineData(Quiet + ",\n\"externalUri\": \"https://a.example/?b\" }", "externalUri", 2)]
    [InlineData(Quiet + ",\n\"invitePage\": \"/a\" }", "invitePage", 2)]
    [InlineData(Quiet + ",\n\"corsOrigins\": [\"https://a.example\",\n\"a.example\"] }", "corsOrigins", 3)]
    [InlineData(Quiet + ",\n\"pageFolder\": \"missing\" }", "pageFolder", 2)]
    [InlineData(Quiet + ",\n\"appCatalogue\": \"missing\" }", "appCatalogue", 2)]
    [InlineData(Quiet + ",\n\"showApps\": [\n\"unknown\"] }", "showApps", 3)]
    [InlineData(Quiet + ",\n\"hideApps\": \"unknown\" }", "hideApps", 2)]
    [InlineData(Quiet + ",\n\"corsMethods\": \"G T\" }", "corsMethods", 2)]
    [InlineData(Quiet + ",\n\"corsHeaders\": \"a:\" }", "corsHeaders", 2)]
    [InlineData(Quiet + ",\n\"certificatePath\": \"missing.pem\" }", "certificatePath", 2)]
    [InlineData(Quiet + ",\n\"accessLog\": \"no/folder.log\" }", "accessLog", 2)]
    [InlineData(Quiet + ",\n\"accessLog\": \".\" }", "accessLog", 2)]
    [InlineData("{ \"ports\": 0, \"virtualHosts\": \"a.example\",\n\"database\": \".\" }", "database", 2)]
    [InlineData("{ \"ports\": 0, \"virtualHosts\": \"a.example\",\n\"database\": \"server.json\" }", "database", 2)]
    [InlineData("{ \"ports\": 0, \"database\": \"there.db\", \"virtualHosts\": [\"a.example\",\n\"a..b\"] }", "virtualHosts[1]", 2)]
    [InlineData(
        "{ \"ports\": 0, \"database\": \"there.db\", \"virtualHosts\": [{ \"name\": \"a.example\",\n\"httpHost\": \"_\" }] }",
        "virtualHosts[0].httpHost",
        2)]
    public async Task Check_Error_IsToldWithItsPlace(string text, string setting, int line)
    {
        using WrittenConfiguration file = WithDatabase(text);
        string[] before = Directory.GetFiles(file.Folder);
        ConfigurationFinding finding = Assert.Single(await file.CheckAsync());
        Assert.Equal((true, setting, line), (finding.IsError, finding.Setting, finding.Line));
        Assert.Equal(before, Directory.GetFiles(file.Folder));
    }

    [Fact]
    public async Task Check_Good_FindsAndMakesNothing()
    {
        using WrittenConfiguration file = WithDatabase(
            Quiet + ", \"tlsPorts\": [], \"unixSockets\": \"a.sock\", \"accessLog\": \"a.log\", \"managementPort\": 0 }");
        string[] before = Directory.GetFiles(file.Folder);
        Assert.Empty(await file.CheckAsync());
        Assert.Equal(before, Directory.GetFiles(file.Folder));
    }

    [Fact]
    public async Task Check_PortInUse_IsAWarning()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;
        using WrittenConfiguration file = WithDatabase($"{{ {Host},\n\"ports\": [0,\n{port}] }}");
        ConfigurationFinding finding = Assert.Single(await file.CheckAsync());
        Assert.Equal((false, "ports", 3), (finding.IsError, finding.Setting, finding.Line));
    }

    [Fact]
    public async Task Check_PortOfTwoListeners_IsAnError()
    {
        using WrittenConfiguration file = WithDatabase($"{{ {Host}, \"ports\": 5299,\n\"managementPort\": 5299 }}");
        Assert.Contains(await file.CheckAsync(), finding => finding is { IsError: true, Setting: "managementPort", Line: 2 });
    }

    [Fact]
    public async Task Check_NoDatabaseAndNoHosts_AreWarnings()
    {
        using var file = new WrittenConfiguration("{ \"ports\": 0 }");
        Assert.Equal(
            [(false, "virtualHosts", null), (false, "database", null)],
            (await file.CheckAsync()).Select(finding => (finding.IsError, finding.Setting!, finding.Line)));
        Assert.Equal([file.File], Directory.GetFiles(file.Folder));
    }

    [Theory]
    [InlineData(-1, "a.example", UnixFileMode.None, true)]
    [InlineData(3, "a.example", UnixFileMode.None, false)]
    [InlineData(90, "a.example", UnixFileMode.OtherRead, false)]
    [InlineData(90, "b.example", UnixFileMode.None, true)]
    [InlineData(90, "a.example", UnixFileMode.None, null)]
    public async Task Check_Certificate_IsLookedAt(int days, string name, UnixFileMode others, bool? isError)
    {
        using WrittenConfiguration file = WithDatabase(Quiet + ", \"tlsPorts\": [],\n\"certificatePath\": \"a.pem\" }");
        file.Write("a.pem", Certificate(name, days), UnixFileMode.UserRead | others);
        IReadOnlyList<ConfigurationFinding> findings = await file.CheckAsync();
        Assert.Equal(
            isError is null ? [] : [(isError.Value, "certificatePath", 2)],
            findings.Select(finding => (finding.IsError, finding.Setting!, finding.Line!.Value)));
    }

    [Fact]
    public async Task Check_OfBadForm_GoesNoFurther()
    {
        using var file = new WrittenConfiguration("{ \"ports\": true, \"defaultHost\": \"b.example\" }");
        Assert.Equal("ports", Assert.Single(await file.CheckAsync()).Setting);
    }

    private static WrittenConfiguration WithDatabase(string text)
    {
        var file = new WrittenConfiguration(text);
        InviteDatabase.Open(file.In("there.db")).Dispose();
        return file;
    }

    private static string Certificate(string name, int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-100), now.AddDays(days));
        return certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem();
    }
}
