using System.Globalization;
using InvitesApi.Server.Accounts;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Accounts;

/// <summary>
/// A server of ours that is killed (<c>kill -9</c>) in the middle of a registration at a real XMPP server: an invite of one use makes one account all
/// the same.
/// </summary>
public abstract class KilledAtServerTests : InBandTests, IDisposable
{
    /// <summary>Not while the XMPP server is asked, but after the visitor has the answer.</summary>
    protected const string AfterTheAnswer = "after the answer";

    private protected TemporaryFolder Folder { get; } = new();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Kills at a moment of a request, lets the next server settle it, and counts.</summary>
    /// <param name="relay">What stands before the XMPP server.</param>
    /// <param name="database">The location of the database.</param>
    /// <param name="location">The address of the relay, as an account server.</param>
    /// <param name="step">A text of the request, and one of <see cref="PausingRelay.Moment"/>.</param>
    /// <param name="expected">How many accounts are there by then.</param>
    /// <param name="isThereAsync">Whether an account is there.</param>
    /// <param name="terms">What the invite is for; null: an account.</param>
    /// <returns>The name of the account that was made first.</returns>
    private protected static async Task<string> KillAsync(
        PausingRelay relay,
        string database,
        string location,
        (string Request, string Moment) step,
        int expected,
        Func<string, Task<bool>> isThereAsync,
        InviteTerms? terms = null)
    {
        (string one, string other) = (NewName(), NewName());
        async Task<int> CountAsync() => (await isThereAsync(one) ? 1 : 0) + (await isThereAsync(other) ? 1 : 0);
        using IInviteDatabase shell = InviteDatabase.Open(database);
        Invite invite = Assert.Single(await shell.AddInvitesAsync(
            [terms ?? new InviteTerms { VirtualHost = Sample.Host }], "shell/test", TimeProvider.System.GetUtcNow(), Cancellation));
        async Task<int> UsesAsync() => (await shell.FindInviteAsync(invite.Token, Cancellation))!.Uses;
        await KillAsync(relay, database, location, step, invite, one);
        Assert.Equal(expected, await CountAsync());

        // The next server has its clock put forward.
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow() + Registrar.Lease + TimeSpan.FromMinutes(1));
        using IAccountServer accounts = AccountServer.Open(location, new AccountServerOptions());
        var settler = new UseSettler(shell, accounts, time, NullLogger.Instance);
        await settler.SettleAsync(Cancellation);
        await settler.SettleAsync(Cancellation); // that an account is not there is believed the second time
        Assert.Equal((expected, expected), (await UsesAsync(), await CountAsync()));
        Assert.Empty(await shell.ListOverdueUsesAsync(time.GetUtcNow() + Registrar.Lease, Cancellation));

        var registrar = new Registrar(shell, accounts, new PasswordRules(), time, NullLogger.Instance);
        RegistrationAnswer again = await registrar.RegisterAsync(
            new RegistrationRequest { VirtualHost = Sample.Host, Token = invite.Token, Username = other, Password = Password }, Cancellation);
        Assert.Equal(expected == 0 ? RegistrationVerdict.Done : RegistrationVerdict.InviteGone, again.Verdict);
        Assert.Equal((1, 1), (await UsesAsync(), await CountAsync()));
        return expected == 0 ? other : one;
    }

    /// <summary>Has a server of its own carry a use out, and kills it at a moment of that.</summary>
    private protected static async Task KillAsync(
        PausingRelay relay, string database, string location, (string Request, string Moment) step, Invite invite, string username)
    {
        bool waits = step.Moment != AfterTheAnswer;
        if (waits)
        {
            relay.Pause(step.Request, Enum.Parse<PausingRelay.Moment>(step.Moment));
        }

        using PeerProcess server = await PeerProcess.StartAsync(Cancellation, PeerRoles.Register, database, location);
        server.Go();
        int port = int.Parse((await server.ReadLineAsync(Cancellation))!, CultureInfo.InvariantCulture);
        Task<Answer?> answer = RegisterFixture.SendAsync(port, invite, username);
        Task first = await Task.WhenAny(answer, waits ? relay.Reached : answer);
        Assert.True(waits == (first == relay.Reached), "The visitor was answered before the moment came.");
        server.Kill();
        await server.WhenEndedAsync(Cancellation);
    }
}
