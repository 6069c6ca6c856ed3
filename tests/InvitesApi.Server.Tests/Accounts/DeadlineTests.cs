using System.Text;
using InvitesApi.Server.Accounts;
using InvitesApi.Server.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Accounts;

/// <summary>A use whose time runs out while the server is spoken to: the server is not asked for the account any more.</summary>
public sealed class DeadlineTests : InBandTests
{
    private const string Features = "<stream:features><register xmlns='http://jabber.org/features/iq-register'/></stream:features>";

    [Theory]
    [InlineData(20, AccountOutcome.Unreachable)]
    [InlineData(5, AccountOutcome.Done)]
    public async Task Create_PauseBeforeTheFormIsSent_IsAskedForInTimeOnly(int seconds, AccountOutcome expected)
    {
        var time = new FakeTimeProvider(Sample.Moment);
        using var hostile = new HostileServer(async (stream, cancellation) =>
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(HostileServer.Header + Features), cancellation);
            string id = await HostileServer.ReadIdAsync(stream, cancellation);
            time.Advance(TimeSpan.FromSeconds(seconds)); // as if this process, or the server, had stood still
            await stream.WriteAsync(Encoding.UTF8.GetBytes($"<iq xmlns='jabber:client' type='result' id='{id}'/>"), cancellation);
            id = await HostileServer.ReadIdAsync(stream, cancellation);
            await stream.WriteAsync(Encoding.UTF8.GetBytes($"<iq xmlns='jabber:client' type='result' id='{id}'/>"), cancellation);
        });
        using IAccountServer server = AccountServer.Open(
            $"xmpp://127.0.0.1:{hostile.Port}", new AccountServerOptions { Time = time, TimeOut = TimeSpan.FromSeconds(60) });
        var request = new AccountRequest
        {
            VirtualHost = Sample.Host,
            Username = "juliet",
            Password = Password,
            Deadline = Sample.Moment.AddSeconds(10),
        };
        Assert.Equal(expected, await CreateAsync(server, request));
    }

    [Theory]
    [InlineData(0, AccountOutcome.Unreachable)]
    [InlineData(1, AccountOutcome.Done)]
    public async Task Create_AtEjabberd_IsSentInTimeOnly(int seconds, AccountOutcome expected)
    {
        await using var ejabberd = new PretendedEjabberd();
        await ejabberd.StartAsync();
        using IAccountServer server = AccountServer.Open(
            ejabberd.Location, new AccountServerOptions { Time = new FakeTimeProvider(Sample.Moment) });
        var request = new AccountRequest
        {
            VirtualHost = Sample.Host,
            Username = "juliet",
            Password = Password,
            Deadline = Sample.Moment.AddSeconds(seconds),
        };
        Assert.Equal(expected, await CreateAsync(server, request));
        Assert.Equal(expected == AccountOutcome.Done, ejabberd.Accounts.ContainsKey("juliet"));
    }
}
