using System.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using InvitesApi.Server.Certificates;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Serving;

/// <summary>Certificates when a server starts: where they come from, whose they are, and which are refused.</summary>
public sealed class CertificateTests : IDisposable
{
    private const string Password = "not a secret";

    private readonly TestAuthority _authority = new();
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("pem and key")]
    [InlineData("pem with its key")]
    [InlineData("pem with an encrypted key")]
    [InlineData("pfx")]
    [InlineData("example.com.crt")]
    [InlineData("example.com/fullchain.pem")]
    [InlineData("example.com.pfx")]
    public async Task Start_CertificateInFiles_IsServedWithItsChain(string form)
    {
        await using ServedApi api = await ServedApi.StartAsync(options => options.WithTls(Write(form)));
        using HttpClient client = api.TlsClient(_authority);
        Assert.Equal(201, await api.StatusAsync("https://example.com/invites_api", client));
    }

    [Fact]
    public async Task Start_CertificateItself_IsServed()
    {
        using var authority = new TestAuthority(hasIntermediate: false);
        await using ServedApi api = await ServedApi.StartAsync(
            options => options.WithTls(new CertificateOptions { Certificate = authority.Issue("example.com") }));
        using HttpClient client = api.TlsClient(authority);
        Assert.Equal(201, await api.StatusAsync("https://example.com/invites_api", client));
    }

    [Fact]
    public async Task Handshake_HostNames_GetTheCertificateOfTheirHost()
    {
        foreach (string host in new[] { "example.com", "chat.example.org", "own.example" })
        {
            _authority.Write(_authority.Issue(host), _folder[$"{host}.crt"], _folder[$"{host}.key"]);
        }

        await using ServedApi api = await ServedApi.StartAsync(options => options.WithTls(new CertificateOptions { Path = _folder.Path }) with
        {
            VirtualHosts =
            [
                new VirtualHostOptions("example.com"),
                new VirtualHostOptions("example.org") { HttpHost = "chat.example.org" },
                new VirtualHostOptions("own.example") { Certificate = new() { Path = _folder["own.example.crt"], KeyPath = _folder["own.example.key"] } },
            ],
        });
        using HttpClient client = api.TlsClient(_authority);
        Assert.Equal(201, await api.StatusAsync("https://example.com/invites_api", client));
        Assert.Equal(403, await api.StatusAsync("https://chat.example.org/invites_api", client));
        Assert.Equal(403, await api.StatusAsync("https://own.example/invites_api", client));
        HttpRequestException error = await Assert.ThrowsAsync<HttpRequestException>(() => api.StatusAsync("https://example.org/", client));
        Assert.Equal(HttpRequestError.SecureConnectionError, error.HttpRequestError);
    }

    [Fact]
    public async Task Add_HostWithCertificate_IsServedWithItAndABadOneIsNot()
    {
        _authority.Write(_authority.Issue("example.com"), _folder["example.com.crt"], _folder["example.com.key"]);
        await using ServedApi api = await ServedApi.StartAsync(options => options.WithTls(new CertificateOptions { Path = _folder.Path }));
        InviteException fault = await Assert.ThrowsAsync<InviteException>(() => api.Server.AddVirtualHostAsync(
            new VirtualHostOptions("example.org"), TestContext.Current.CancellationToken));
        Assert.Equal((InviteFault.CertificateNotFound, _folder.Path), (fault.Fault, fault.Target));
        Assert.Equal(["example.com"], api.Server.VirtualHosts);

        _authority.Write(_authority.Issue("example.org"), _folder["example.org.crt"], _folder["example.org.key"]);
        await api.Server.AddVirtualHostAsync(new VirtualHostOptions("example.org"), TestContext.Current.CancellationToken);
        using HttpClient client = api.TlsClient(_authority);
        Assert.Equal(403, await api.StatusAsync("https://example.org/invites_api", client));
        Assert.Equal(201, await api.StatusAsync("https://example.com/invites_api", client));
    }

    [Theory]
    [InlineData("expired", InviteFault.CertificateExpired)]
    [InlineData("not yet good", InviteFault.CertificateExpired)]
    [InlineData("of another host", InviteFault.CertificateNameMismatch)]
    [InlineData("garbage", InviteFault.CertificateUnreadable)]
    [InlineData("with malformed names", InviteFault.CertificateUnreadable)]
    [InlineData("itself, with malformed names", InviteFault.CertificateUnreadable)]
    [InlineData("without key", InviteFault.CertificateUnreadable)]
    [InlineData("with another key", InviteFault.CertificateUnreadable)]
    [InlineData("wrong password", InviteFault.CertificateUnreadable)]
    [InlineData("missing", InviteFault.CertificateNotFound)]
    [InlineData("missing key", InviteFault.CertificateNotFound)]
    [InlineData("empty folder", InviteFault.CertificateNotFound)]
    public async Task Start_BadCertificate_IsAFaultOfItsOwn(string what, InviteFault expected)
    {
        CertificateOptions certificate = Bad(what);
        using var data = new TemporaryFolder();
        InviteException fault = await Assert.ThrowsAsync<InviteException>(
            () => InviteServer.StartAsync(ServedApi.Options(data).WithTls(certificate), Cancellation));
        Assert.Equal(expected, fault.Fault);
        Assert.DoesNotContain(Password, fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(data.Path));
    }

    [Fact]
    public void Find_FolderWithoutTheHost_EndsForNamesOfAnyDepth()
    {
        foreach (string host in new[] { "localhost", "example.com", "a.b.c.example.com" })
        {
            Assert.Equal(
                InviteFault.CertificateNotFound,
                Assert.Throws<InviteException>(() => CertificateFiles.Find(new CertificateOptions { Path = _folder.Path }, host)).Fault);
        }

        File.WriteAllText(_folder["example.com.crt"], string.Empty);
        File.WriteAllText(_folder["example.com.key"], string.Empty);
        Assert.Equal(_folder["example.com.crt"], CertificateFiles.Find(new CertificateOptions { Path = _folder.Path }, "a.b.example.com").Certificate);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public async Task Handshake_OldVersionOfTls_IsRefused(byte minor, bool isSpoken)
    {
        await using ServedApi api = await ServedApi.StartAsync(options => options.WithTls(Write("pem and key")));
        await using Stream stream = await Dial.OpenAsync(api.TlsPort);
        await stream.WriteAsync(ClientHello(minor), Cancellation);
        byte[] answer = new byte[7];
        await stream.ReadExactlyAsync(answer, Cancellation);
        const byte Alert = 21;
        const byte ProtocolVersion = 70; // RFC 8446 §6.2
        Assert.Equal(isSpoken, answer is not [Alert, .., ProtocolVersion]);
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    // RFC 5246 §7.4.1.2: 3.1 is TLS 1.0, 3.3 is TLS 1.2.
    private static byte[] ClientHello(byte minor)
    {
        byte[] ciphers = [0xC0, 0x2B, 0xC0, 0x09, 0x00, 0x2F];
        byte[] groups = [0x00, 0x0A, 0x00, 0x04, 0x00, 0x02, 0x00, 0x17];
        byte[] algorithms = minor == 3 ? [0x00, 0x0D, 0x00, 0x04, 0x00, 0x02, 0x04, 0x03] : [];
        byte[] extensions = [.. groups, .. algorithms];
        byte[] body = [3, minor, .. new byte[32], 0, 0, (byte)ciphers.Length, .. ciphers, 1, 0, 0, (byte)extensions.Length, .. extensions];
        return [22, 3, 1, 0, (byte)(body.Length + 4), 1, 0, 0, (byte)body.Length, .. body];
    }

    private static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (char c in text)
        {
            secure.AppendChar(c);
        }

        return secure;
    }

    private CertificateOptions Write(string form)
    {
        X509Certificate2 certificate = _authority.Issue("example.com");
        string pem = _authority.Pem(certificate);
        switch (form)
        {
            case "pem and key":
                _authority.Write(certificate, _folder["a.pem"], _folder["a.key"]);
                return new CertificateOptions { Path = _folder["a.pem"], KeyPath = _folder["a.key"] };
            case "pem with its key":
                File.WriteAllText(_folder["a.pem"], pem + TestAuthority.KeyPem(certificate));
                return new CertificateOptions { Path = _folder["a.pem"] };
            case "pem with an encrypted key":
                File.WriteAllText(_folder["a.pem"], pem);
                File.WriteAllText(_folder["a.key"], TestAuthority.KeyPem(certificate, Password));
                return new CertificateOptions { Path = _folder["a.pem"], KeyPath = _folder["a.key"], Password = Secure(Password) };
            case "pfx":
                File.WriteAllBytes(_folder["a.pfx"], _authority.Pfx(certificate, Password));
                return new CertificateOptions { Path = _folder["a.pfx"], Password = Secure(Password) };
            case "example.com.pfx":
                File.WriteAllBytes(_folder["example.com.pfx"], _authority.Pfx(certificate, Password));
                return new CertificateOptions { Path = _folder.Path, Password = Secure(Password) };
            case "example.com.crt":
                _authority.Write(certificate, _folder["example.com.crt"], _folder["example.com.key"]);
                return new CertificateOptions { Path = _folder.Path };
            default:
                _authority.Write(certificate, _folder["example.com/fullchain.pem"], _folder["example.com/privkey.pem"]);
                return new CertificateOptions { Path = _folder.Path };
        }
    }

    private CertificateOptions Bad(string what)
    {
        var options = new CertificateOptions { Path = _folder["a.pem"], KeyPath = _folder["a.key"] };
        X509Certificate2 certificate = what switch
        {
            "expired" => _authority.Issue(-30, -1, "example.com"),
            "not yet good" => _authority.Issue(1, 30, "example.com"),
            "of another host" => _authority.Issue("example.org"),
            "with malformed names" or "itself, with malformed names" => TestAuthority.IssueWithMalformedNames(),
            _ => _authority.Issue("example.com"),
        };
        _authority.Write(certificate, _folder["a.pem"], _folder["a.key"]);
        switch (what)
        {
            case "garbage":
                File.WriteAllBytes(_folder["a.pem"], Encoding.ASCII.GetBytes("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"));
                break;
            case "itself, with malformed names":
                return new CertificateOptions { Certificate = certificate };
            case "without key":
                return options with { KeyPath = null };
            case "with another key":
                File.WriteAllText(_folder["a.key"], TestAuthority.KeyPem(_authority.Issue("example.com")));
                break;
            case "wrong password":
                File.WriteAllBytes(_folder["a.pfx"], _authority.Pfx(certificate, Password));
                return new CertificateOptions { Path = _folder["a.pfx"], Password = Secure("another") };
            case "missing":
                return options with { Path = _folder["b.pem"] };
            case "missing key":
                return options with { KeyPath = _folder["b.key"] };
            case "empty folder":
                Directory.CreateDirectory(_folder["empty"]);
                return new CertificateOptions { Path = _folder["empty"] };
        }

        return options;
    }
}
