using InvitesApi.Server.Accounts;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Accounts;

/// <summary>Whether an account is there, as a login that is given up tells it: what real servers answer, and what they may.</summary>
[Collection(SharedEjabberd.Name)]
public sealed class InBandFindTests(Ejabberd ejabberd, ProsodyFixture fixture) : InBandTests, IClassFixture<ProsodyFixture>
{
    private const string Challenge = "<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>cj1h</challenge>";
    private const string Aborted = "<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><aborted/></failure>";
    private const string Refused = "<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/></failure>";
    private const string Busy = "<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><temporary-auth-failure/></failure>";

    [Theory]
    [InlineData("a")]
    [InlineData("a=b,c")]
    public async Task Find_AtProsody_TellsWithoutMakingAnAccount(string prefix)
    {
        (string taken, string free) = (prefix + NewName(), prefix + NewName());
        await fixture.Prosody.RegisterAsync(taken, Password, Cancellation);
        using IAccountServer server = Open(fixture.Prosody.ClientPort, fixture.Prosody.Authority);
        Assert.Equal(AccountOutcome.NameTaken, await FindAsync(server, taken));
        Assert.Equal(AccountOutcome.NameFree, await FindAsync(server, free));
        Assert.False(fixture.Prosody.HasAccount(free));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a=b,c")]
    public async Task Find_AtEjabberd_TellsWithoutMakingAnAccount(string prefix)
    {
        (string taken, string free) = (prefix + NewName(), prefix + NewName());
        await ejabberd.CallAsync("register", new { user = taken, host = Sample.Host, password = Password });
        using IAccountServer server = Open(ejabberd.ClientPort, ejabberd.Authority);
        Assert.Equal(AccountOutcome.NameTaken, await FindAsync(server, taken));
        Assert.Equal(AccountOutcome.NameFree, await FindAsync(server, free));
        Assert.False(await ejabberd.HasAccountAsync(free));
    }

    [Theory]
    [InlineData("SCRAM-SHA-1", Refused, AccountOutcome.NameFree)]
    [InlineData("SCRAM-SHA-1", Challenge + Aborted + Refused, AccountOutcome.NameTaken)]
    [InlineData("SCRAM-SHA-1", Challenge + Aborted + Challenge + Aborted, AccountOutcome.NotSupported)]
    [InlineData("SCRAM-SHA-1", Challenge + Aborted + Busy, AccountOutcome.NotSupported)]
    [InlineData("SCRAM-SHA-1", Busy, AccountOutcome.NotSupported)]
    [InlineData("SCRAM-SHA-256,SCRAM-SHA-1", Refused + Refused, AccountOutcome.NameFree)]
    [InlineData("PLAIN,SCRAM-SHA-1-PLUS", "", AccountOutcome.NotSupported)]
    [InlineData("SCRAM-SHA-1", "<stream:error><policy-violation xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>", AccountOutcome.TooMany)]
    public async Task Find_AtAServerThatSaysSo_IsWhatItMeans(string mechanisms, string answers, AccountOutcome expected)
    {
        string offers = string.Concat(mechanisms.Split(',').Select(name => $"<mechanism>{name}</mechanism>"));
        using var pretended = new HostileServer(HostileServer.Header
            + $"<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>{offers}</mechanisms></stream:features>{answers}");
        using IAccountServer server = Open(pretended.Port, null);
        Assert.Equal(expected, await FindAsync(server, "juliet"));
    }

    /// <summary>A server that ends a stream on which three logins failed, as MongooseIM does.</summary>
    [Theory]
    [InlineData("SCRAM-SHA-512,SCRAM-SHA-256,SCRAM-SHA-1", "SCRAM-SHA-1", AccountOutcome.NameTaken)]
    [InlineData("SCRAM-SHA-512,SCRAM-SHA-256,SCRAM-SHA-1", "SCRAM-SHA-512", AccountOutcome.NameTaken)]
    [InlineData("SCRAM-SHA-512,SCRAM-SHA-256,SCRAM-SHA-1", "none", AccountOutcome.NameFree)]
    [InlineData("SCRAM-SHA-512,SCRAM-SHA-384,SCRAM-SHA-256,SCRAM-SHA-1", "none", AccountOutcome.NameFree)]
    public async Task Find_AtAServerThatCountsTries_GoesOnWithAFreshStream(string mechanisms, string known, AccountOutcome expected)
    {
        await using var pretended = new PretendedLogins(mechanisms.Split(','), "juliet", known, mostTries: 2);
        using IAccountServer server = Open(pretended.Port, null);
        Assert.Equal(expected, await FindAsync(server, "juliet"));
        Assert.True(pretended.Streams > 1);
    }

    private static async Task<AccountOutcome> FindAsync(IAccountServer server, string name) =>
        (await server.FindAsync(Sample.Host, name, Cancellation)).Outcome;
}
