using System.Security.Cryptography.X509Certificates;
using InvitesApi.Server.Accounts;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Accounts;

/// <summary>An account server whose certificate is of a private authority, as in many a network of its own.</summary>
[Collection(SharedEjabberd.Name)]
public sealed class CertificateAuthorityTests(Ejabberd ejabberd, ProsodyFixture fixture) : InBandTests, IClassFixture<ProsodyFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReadAuthorities_OfProsody_AreBelieved()
    {
        using IAccountServer server = AccountServer.Open(
            $"xmpp://127.0.0.1:{fixture.Prosody.ClientPort}",
            new AccountServerOptions { TrustedAuthorities = await ReadAsync(fixture.Prosody.Authority) });
        Assert.Equal(AccountOutcome.Done, await CreateAsync(server, Request(NewName())));
    }

    [Fact]
    public async Task ReadAuthorities_OfEjabberdsApi_AreBelieved()
    {
        using IAccountServer server = AccountServer.Open(
            $"ejabberd+https://localhost:{ejabberd.ApiPort}/api",
            new AccountServerOptions
            {
                TrustedAuthorities = await ReadAsync(ejabberd.Authority),
                User = Ejabberd.Admin,
                Password = Ejabberd.AdminPassword,
            });
        Assert.Equal(AccountOutcome.Done, await CreateAsync(server, Request(NewName())));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void ReadAuthorities_OfWhatHasNone_Fails(string? content)
    {
        string path = _folder["authorities.pem"];
        if (content is not null)
        {
            File.WriteAllText(path, content);
        }

        InviteException fault = Assert.Throws<InviteException>(() => AccountServer.ReadAuthorities(path));
        Assert.Equal((InviteFault.AccountServerInvalid, path), (fault.Fault, fault.Target));
    }

    private async Task<X509Certificate2Collection> ReadAsync(TestAuthority authority)
    {
        string path = _folder["authorities.pem"];
        string[] texts = [.. authority.Certificates.Select(one => one.ExportCertificatePem())];
        await File.WriteAllLinesAsync(path, texts, Cancellation);
        return AccountServer.ReadAuthorities(path);
    }
}
