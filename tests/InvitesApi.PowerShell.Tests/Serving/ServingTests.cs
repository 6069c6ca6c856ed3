using System.Management.Automation;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace InvitesApi.PowerShell.Tests;

/// <summary>How a server is exposed, by parameters.</summary>
public sealed class ServingTests : IDisposable
{
    private const string Start = "Start-InviteApiServer";

    private readonly ModuleSession _session = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_CertificatePathsOfTheSession_ServesTlsBesidePlain()
    {
        using X509Certificate2 certificate = Certificate("example.com");
        WritePem(certificate);
        _session.MoveTo(_session.Folder);
        PSObject server = _session.One(
            $"$server = {Start} example.com -TlsPort 0 -TlsInterface localhost -CertificatePath cert.pem -CertificateKeyPath key.pem; $server");
        Uri[] uris = [.. ((IEnumerable<Uri>)server.Get("Uri")!)];
        Assert.Equal(["http", "https"], uris.Select(uri => uri.Scheme));
        Assert.Equal(certificate.Thumbprint, await ThumbprintAsync(uris[1].Port));
        Assert.Equal(404, await StatusAsync(new Uri($"http://localhost:{uris[0].Port}/")));
        _session.Run("$server | Stop-InviteApiServer");
    }

    [Fact]
    public async Task Start_PfxAndPassword_ServesItAndShowsThePasswordNowhere()
    {
        const string Password = "a-pass-word-of-mine";
        using X509Certificate2 certificate = Certificate("example.com");
        await File.WriteAllBytesAsync(
            Path.Combine(_session.Folder, "cert.pfx"), certificate.Export(X509ContentType.Pfx, Password), Cancellation);
        string tls = $"-Port @() -TlsPort 0 -TlsInterface localhost -CertificatePath '{_session.Folder}/cert.pfx'";
        _session.Run($"$secret = [securestring]::new(); '{Password}'.ToCharArray() | ForEach-Object {{ $secret.AppendChar($_) }}");
        ScriptResult result = _session.Try($"$server = {Start} example.com {tls} -CertificatePassword $secret -Verbose; $server");
        PSObject server = Assert.Single(result.Output);
        Assert.Equal(certificate.Thumbprint, await ThumbprintAsync(server.Port()));
        Assert.DoesNotContain(result.Verbose, line => line.Contains(Password, StringComparison.Ordinal));
        _session.Run("$server | Stop-InviteApiServer");

        ScriptResult refused = _session.Try($"$secret.Clear(); {Start} example.com {tls} -CertificatePassword $secret");
        refused.Ended(Start, "CertificateUnreadable", ErrorCategory.OpenError, Path.Combine(_session.Folder, "cert.pfx"));
    }

    [Fact]
    public async Task Start_CertificateOfASession_IsServed()
    {
        using X509Certificate2 certificate = Certificate("example.com");
        _session.Runspace.SessionStateProxy.SetVariable("certificate", certificate);
        PSObject server = _session.One(
            $"$server = {Start} example.com -Port @() -TlsPort 0 -TlsInterface localhost -Certificate $certificate; $server");
        Assert.Equal(certificate.Thumbprint, await ThumbprintAsync(server.Port()));
        _session.Run("$server | Stop-InviteApiServer");
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Start_UnixSocketOfTheSession_HasItsModeAndNoPort()
    {
        _session.Run("$PSDefaultParameterValues.Clear()");
        _session.MoveTo(_session.Folder);
        PSObject server = _session.One($"$server = {Start} example.com -UnixSocket api.sock -UnixSocketMode 0600 -Database $database; $server");
        string path = Path.Combine(_session.Folder, "api.sock");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(0, server.Port());
        Assert.Equal($"unix:{path}", _session.Texts("$server.Uri.OriginalString").Single());
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        using HttpResponseMessage answer = await client.GetAsync(new Uri("http://example.com/invites_api"), Cancellation);
        Assert.Equal(401, (int)answer.StatusCode);
        _session.Run("$server | Stop-InviteApiServer");
    }

    [Fact]
    public async Task Start_HostParameters_RuleTheHosts()
    {
        string key = _session.One("New-InviteApiKey example.com").Text("Key");
        int port = _session.One(
            $"$server = {Start} example.com, example.org -DefaultHost example.com -HttpPath @{{ invites_api = '/$host/api' }} "
            + "-ExternalUri https://chat.example.com/xmpp/ -CorsOrigin https://page.example -CorsHeader X-Other -MaxContentSize 5; $server").Port();
        using var client = new HttpClient();
        using HttpResponseMessage answer = await client.SendAsync(Request(port, "/example.com/api?key=" + key, "any.example"), Cancellation);
        Assert.Equal(201, (int)answer.StatusCode);
        Assert.StartsWith("https://chat.example.com/xmpp/invites_page?", answer.Headers.GetValues("Location").Single(), StringComparison.Ordinal);
        Assert.Equal("https://page.example", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("X-Other", answer.Headers.GetValues("Access-Control-Allow-Headers").Single());
        using HttpRequestMessage large = Request(port, "/example.com/api", "example.com");
        large.Method = HttpMethod.Post;
        large.Content = new ByteArrayContent(new byte[6]);
        using HttpResponseMessage refused = await client.SendAsync(large, Cancellation);
        Assert.Equal(413, (int)refused.StatusCode);
        _session.Run("$server | Stop-InviteApiServer");
    }

    [Theory]
    [InlineData("-Interface *", "PlainHttpRefused", ErrorCategory.SecurityError, "*")]
    [InlineData("-TlsPort 0", "CertificateNotFound", ErrorCategory.ObjectNotFound, 0)]
    [InlineData("-CertificatePath /nowhere/cert.pem", "CertificateNotFound", ErrorCategory.ObjectNotFound, "/nowhere/cert.pem")]
    [InlineData("-TrustedProxy proxy.example", "TrustedProxyInvalid", ErrorCategory.InvalidArgument, "proxy.example")]
    [InlineData("-HttpPath @{ bogus = '/a' }", "HttpPathInvalid", ErrorCategory.InvalidArgument, "bogus")]
    [InlineData("-CorsOrigin page.example", "CorsInvalid", ErrorCategory.InvalidArgument, "page.example")]
    [InlineData("-UnixSocket env:a", "ListenerAddressUnavailable", ErrorCategory.ResourceUnavailable, "env:a")]
    public void Start_BadParameter_EndsWithItsId(string parameters, string id, ErrorCategory category, object target) =>
        _session.Try($"{Start} example.com {parameters}").Ended(Start, id, category, target);

    [Fact]
    public void Start_DefaultHostThatIsNotServed_IsReported() => _session.Try($"{Start} example.com -DefaultHost example.org")
        .Reported(Start, "VirtualHostNotServed", ErrorCategory.ObjectNotFound, "example.org");

    [Theory]
    [InlineData("-Certificate $one -CertificatePath cert.pem", "CertificatePath")]
    [InlineData("-Certificate $one -CertificateKeyPath key.pem", "CertificateKeyPath")]
    [InlineData("-Certificate $one -CertificatePassword $word", "CertificatePassword")]
    public void Start_CertificateGivenTwice_IsRefused(string parameters, string target)
    {
        _session.Run("$word = [securestring]::new(); "
            + "$one = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=example.com', "
            + "[Security.Cryptography.ECDsa]::Create(), 'SHA256').CreateSelfSigned([DateTime]::UtcNow, [DateTime]::UtcNow.AddDays(1))");
        _session.Try($"{Start} example.com {parameters}").Ended(Start, "ParametersContradict", ErrorCategory.InvalidArgument, target);
    }

    [Theory]
    [InlineData("-CertificateKeyPath key.pem")]
    [InlineData("-CertificatePassword ([securestring]::new())")]
    public void Start_KeyWithoutACertificate_IsRefused(string parameters) => _session.Try($"{Start} example.com {parameters}")
        .Ended(Start, "SettingMissing", ErrorCategory.InvalidArgument, "certificatePath");

    [Theory]
    [InlineData("-UnixSocketMode 999")]
    [InlineData("-FailureRateLimit often")]
    [InlineData("-AddressRateLimit 0/min")]
    [InlineData("-TlsPort 70000")]
    [InlineData("-HeaderTimeoutSeconds 0")]
    public void Start_ValueOutOfRange_IsRefused(string parameters) =>
        _session.Try($"{Start} example.com {parameters}").RefusedArgument(Start, "ParameterArgumentValidationError");

    [Fact]
    public async Task AddAndRemoveVirtualHost_WhileRunning_ServeItAndNoLonger()
    {
        int port = _session.One($"$server = {Start} example.com; $server").Port();
        _session.Run("$server | Add-InviteApiVirtualHost example.org -HttpHost chat.example.org -WhatIf");
        Assert.Equal(404, await StatusAsync(port, "chat.example.org"));
        _session.Run("$server | Add-InviteApiVirtualHost example.org -HttpHost chat.example.org");
        Assert.Equal(401, await StatusAsync(port, "chat.example.org"));
        Assert.Equal(["example.com", "example.org"], _session.Texts("$server.VirtualHost"));
        _session.Try("$server | Add-InviteApiVirtualHost example.org, b.example")
            .Reported("Add-InviteApiVirtualHost", "VirtualHostTaken", ErrorCategory.ResourceExists, "example.org");
        Assert.Equal(["example.com", "example.org", "b.example"], _session.Texts("$server.VirtualHost"));
        _session.Run("Remove-InviteApiVirtualHost example.org, b.example $server");
        Assert.Equal(404, await StatusAsync(port, "chat.example.org"));
        _session.Try("$server | Remove-InviteApiVirtualHost example.org")
            .Reported("Remove-InviteApiVirtualHost", "VirtualHostNotServed", ErrorCategory.ObjectNotFound, "example.org");
        Assert.Equal(401, await StatusAsync(port, "example.com"));
        _session.Run("$server | Stop-InviteApiServer");
    }

    public void Dispose() => _session.Dispose();

    private static X509Certificate2 Certificate(string host)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
    }

    private void WritePem(X509Certificate2 certificate)
    {
        File.WriteAllText(Path.Combine(_session.Folder, "cert.pem"), certificate.ExportCertificatePem());
        using RSA key = certificate.GetRSAPrivateKey()!;
        File.WriteAllText(Path.Combine(_session.Folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private static async Task<string> ThumbprintAsync(int port)
    {
        string thumbprint = string.Empty;
#pragma warning disable MA0039 // whose certificate it is, is what the test asks
        using var client = new HttpClient(new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) =>
            {
                thumbprint = certificate!.Thumbprint;
                return true;
            },
        });
#pragma warning restore MA0039
        using HttpResponseMessage answer = await client.GetAsync(new Uri($"https://localhost:{port}/invites_api"), Cancellation);
        Assert.Equal(401, (int)answer.StatusCode);
        return thumbprint;
    }

    private static HttpRequestMessage Request(int port, string path, string host)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"http://localhost:{port}{path}");
        request.Headers.Host = host;
        request.Headers.Add("Origin", "https://page.example");
        return request;
    }

    private static Task<int> StatusAsync(int port, string host) => StatusAsync(new Uri($"http://localhost:{port}/invites_api"), host);

    private static async Task<int> StatusAsync(Uri uri, string? host = null)
    {
        using HttpResponseMessage answer = await Web.GetAsync(uri, host);
        return (int)answer.StatusCode;
    }
}
