using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using InvitesApi.Server.Certificates;
using InvitesApi.Server.Hosting.Logging;
using InvitesApi.Server.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Serving;

/// <summary>Certificates that are renewed while requests come.</summary>
public sealed class RenewalTests : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private readonly TestAuthority _authority = new();
    private readonly TemporaryFolder _certificates = new();
    private FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Renew_TenTimesUnderLoad_FailsNoRequestAndServesEachNewOne()
    {
        Write(_authority.Issue("example.com"));
        await using ServedApi api = await StartAsync();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        using HttpClient kept = api.TlsClient(_authority);
        using HttpClient fresh = api.TlsClient(_authority, pooled: false);
        int[] counts = new int[4];
        Task[] load = [.. new[] { kept, kept, fresh, fresh }.Select((client, i) => LoadAsync(i, client))];

        for (int i = 0; i < 10; i++)
        {
            using X509Certificate2 next = _authority.Issue("example.com");
            Write(next);
            LookTwice();
            Assert.Equal(next.Thumbprint, await ServedAsync(api));
            await EachAnsweredAsync();
        }

        await end.CancelAsync();
        await Task.WhenAll(load);

        async Task LoadAsync(int i, HttpClient client)
        {
            while (!end.IsCancellationRequested)
            {
                Assert.Equal(201, await api.StatusAsync("https://example.com/invites_api", client));
                Interlocked.Increment(ref counts[i]);
            }
        }

        // Each of them sends two more at least, of which one began after the renewal.
        async Task EachAnsweredAsync()
        {
            int[] wanted = [.. counts.Select(count => count + 2)];
            while (wanted.Where((count, i) => Volatile.Read(ref counts[i]) < count).Any() && !load.Any(task => task.IsCompleted))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), Cancellation);
            }
        }
    }

    [Theory]
    [InlineData("expired", "is good from")]
    [InlineData("of another host", "is not for example.com")]
    [InlineData("garbage", "can't be used")]
    [InlineData("with malformed names", "can't be used")]
    [InlineData("gone", "has no certificate")]
    public async Task Renew_BadCertificate_IsLoggedOnceAndTheOldOneStays(string what, string complaint)
    {
        using X509Certificate2 good = _authority.Issue("example.com");
        Write(good);
        await using ServedApi api = await StartAsync();
        Spoil(what);
        LookTwice();
        LookTwice();
        Assert.Equal(good.Thumbprint, await ServedAsync(api));
        Assert.Contains(complaint, Assert.Single(Errors(api)), StringComparison.Ordinal);

        using X509Certificate2 next = _authority.Issue("example.com");
        Write(next);
        LookTwice();
        Assert.Equal(next.Thumbprint, await ServedAsync(api));
    }

    [Fact]
    public async Task Renew_CertificateThatIsNotYetGood_IsTakenWhenItIs()
    {
        _time = new FakeTimeProvider(_time.GetUtcNow() - TimeSpan.FromMinutes(1));
        using X509Certificate2 good = _authority.Issue("example.com");
        Write(good);
        await using ServedApi api = await StartAsync();
        using X509Certificate2 next = _authority.Issue(0, 30, "example.com");
        Write(next);
        LookTwice();
        LookTwice();
        Assert.Equal(good.Thumbprint, await ServedAsync(api));
        Assert.Contains("is good from", Assert.Single(Errors(api)), StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(next.Thumbprint, await ServedAsync(api));
    }

    [Fact]
    public async Task Renew_FilesThatAreStillBeingWritten_AreLeftUntilTheyRest()
    {
        using X509Certificate2 good = _authority.Issue("example.com");
        Write(good);
        await using ServedApi api = await StartAsync();
        using X509Certificate2 next = _authority.Issue("example.com");
        await File.WriteAllTextAsync(_certificates["example.com.crt"], _authority.Pem(next), Cancellation);
        _time.Advance(Look);
        Assert.Equal(good.Thumbprint, await ServedAsync(api));
        await File.WriteAllTextAsync(_certificates["example.com.key"], TestAuthority.KeyPem(next), Cancellation);
        LookTwice();
        Assert.Equal(next.Thumbprint, await ServedAsync(api));
        Assert.Empty(Errors(api));
    }

    public void Dispose()
    {
        _authority.Dispose();
        _certificates.Dispose();
    }

    private Task<ServedApi> StartAsync() => ServedApi.StartAsync(
        options => options.WithTls(new CertificateOptions { Path = _certificates.Path }) with { Time = _time });

    private void Write(X509Certificate2 certificate) =>
        _authority.Write(certificate, _certificates["example.com.crt"], _certificates["example.com.key"]);

    private void Spoil(string what)
    {
        switch (what)
        {
            case "expired":
                Write(_authority.Issue(-30, -1, "example.com"));
                break;
            case "of another host":
                Write(_authority.Issue("example.org"));
                break;
            case "with malformed names":
                Write(TestAuthority.IssueWithMalformedNames());
                break;
            case "garbage":
                File.WriteAllText(_certificates["example.com.crt"], "-----BEGIN nothing");
                break;
            default:
                File.Delete(_certificates["example.com.key"]);
                break;
        }
    }

    private static List<string> Errors(ServedApi api)
    {
        List<string> errors = [];
        while (api.Server.Log.TryRead(out LogLine? line))
        {
            if (line.Severity <= LogLine.Warning)
            {
                errors.Add(line.Text);
            }
        }

        return errors;
    }

    private void LookTwice()
    {
        _time.Advance(Look);
        _time.Advance(Look);
    }

    // The thumbprint of the certificate that a new client sees.
    private static async Task<string> ServedAsync(ServedApi api)
    {
        await using Stream stream = await Dial.OpenAsync(api.TlsPort);
        await using var tls = new SslStream(stream);
#pragma warning disable CA5359 // whose it is, is what the test asks
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "example.com", RemoteCertificateValidationCallback = (_, _, _, _) => true }, Cancellation);
#pragma warning restore CA5359
        using var certificate = new X509Certificate2(tls.RemoteCertificate!);
        return certificate.Thumbprint;
    }
}
