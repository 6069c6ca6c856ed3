using System.Globalization;
using InvitesApi.Server.Accounts;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Accounts;

/// <summary>A server that is killed (<c>kill -9</c>) in the middle of a registration: an invite of one use makes one account all the same.</summary>
public sealed class KilledServerTests : IAsyncLifetime
{
    private const string AfterTheAnswer = "the end";

    private readonly TemporaryFolder _folder = new();
    private readonly PretendedEjabberd _accounts = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _accounts.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _accounts.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(PretendedEjabberd.Find, 0)]
    [InlineData(PretendedEjabberd.Create, 0)]
    [InlineData(PretendedEjabberd.Made, 1)]
    [InlineData(PretendedEjabberd.Answered, 1)]
    [InlineData(AfterTheAnswer, 1)]
    public async Task Kill_AtAnyStep_LeavesAsManyUsesAsAccounts(string place, int accounts)
    {
        string path = _folder["invites.db"];
        using IInviteDatabase database = InviteDatabase.Open(path);
        Invite invite = Assert.Single(await database.AddInvitesAsync(
            [new InviteTerms { VirtualHost = Sample.Host }], "shell/test", TimeProvider.System.GetUtcNow(), Cancellation));
        _accounts.SilentAt = place;
        using (PeerProcess server = await PeerProcess.StartAsync(Cancellation, PeerRoles.Register, path, _accounts.Location))
        {
            server.Go();
            int port = int.Parse((await server.ReadLineAsync(Cancellation))!, CultureInfo.InvariantCulture);
            Task<Answer?> answer = RegisterFixture.SendAsync(port, invite, "juliet");
            await (place == AfterTheAnswer ? answer : _accounts.Reached);
            server.Kill();
            await server.WhenEndedAsync(Cancellation);
        }

        // By now the client is told nothing, and the use, if it had begun, is held back for others.
        Assert.Equal(accounts, _accounts.Accounts.Count);
        Assert.Equal(place == PretendedEjabberd.Find ? 0 : 1, (await database.FindInviteAsync(invite.Token, Cancellation))!.Uses);

        // The next server has its clock put forward.
        _accounts.SilentAt = null;
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow() + Registrar.Lease + TimeSpan.FromMinutes(1));
        using IAccountServer ejabberd = _accounts.Open();
        var settler = new UseSettler(database, ejabberd, time, NullLogger.Instance);
        await settler.SettleAsync(Cancellation);
        await settler.SettleAsync(Cancellation); // that an account is not there is believed the second time
        Assert.Equal(accounts, (await database.FindInviteAsync(invite.Token, Cancellation))!.Uses);
        Assert.Empty(await database.ListOverdueUsesAsync(time.GetUtcNow() + Registrar.Lease, Cancellation));

        var registrar = new Registrar(database, ejabberd, new PasswordRules(), time, NullLogger.Instance);
        RegistrationAnswer again = await registrar.RegisterAsync(
            new RegistrationRequest
            {
                VirtualHost = Sample.Host,
                Token = invite.Token,
                Username = "romeo",
                Password = RegisterFixture.Password,
            },
            Cancellation);
        Assert.Equal(accounts == 0 ? RegistrationVerdict.Done : RegistrationVerdict.InviteGone, again.Verdict);
        Assert.Equal(accounts == 0 ? "romeo" : "juliet", Assert.Single(_accounts.Accounts).Key);
    }
}
