using InvitesApi.Server.Accounts;
using InvitesApi.Server.Tests.Support;
using InvitesApi.Server.Xmpp;
using InvitesApi.Server.Xmpp.Connections;

namespace InvitesApi.Server.Tests.Xmpp;

public class XmppTargetsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_Records_AreInTheOrderOfTheirPriorities()
    {
        string[] found = await FindAsync(
            "--srv-host=_xmpp-client._tcp.example.com,c.example.com,5222,30,0",
            "--srv-host=_xmpp-client._tcp.example.com,a.example.com,5322,10,0",
            "--srv-host=_xmpps-client._tcp.example.com,b.example.com,443,20,5");
        Assert.Equal(["a.example.com:5322 False", "b.example.com:443 True", "c.example.com:5222 False"], found);
    }

    [Fact]
    public async Task Find_SamePriority_HeavyOneIsMostlyFirst()
    {
        await using var dns = new NameServer(
            "--srv-host=_xmpp-client._tcp.example.com,light.example.com,5222,10,0",
            "--srv-host=_xmpp-client._tcp.example.com,heavy.example.com,5222,10,1000");
        await dns.WhenListeningAsync(Cancellation);
        int heavyFirst = 0;
        for (int i = 0; i < 50; i++)
        {
            IReadOnlyList<XmppTarget> found = await new XmppTargets([dns.EndPoint]).FindAsync(new(Sample.Host, null, false), Cancellation);
            Assert.Equal(2, found.Count);
            heavyFirst += found[0].Host == "heavy.example.com" ? 1 : 0;
        }

        Assert.InRange(heavyFirst, 40, 50);
    }

    [Theory]
    [InlineData(false, "example.com:5222 False")]
    [InlineData(true, "example.com:5223 True")]
    public async Task Find_NoRecord_IsTheDomainItself(bool direct, string expected) =>
        Assert.Equal([expected], await FindAsync(direct, "--host-record=other.example.com,127.0.0.1", "--local=/example.com/"));

    [Fact]
    public async Task Find_DirectTlsOnly_LeavesOutTheOthers() => Assert.Equal(
        ["b.example.com:443 True"],
        await FindAsync(
            true,
            "--srv-host=_xmpp-client._tcp.example.com,a.example.com,5322,10,0",
            "--srv-host=_xmpps-client._tcp.example.com,b.example.com,443,20,5"));

    [Fact]
    public async Task Find_ServiceThatIsNotThere_Throws()
    {
        XmppException error = await Assert.ThrowsAsync<XmppException>(
            () => FindAsync("--srv-host=_xmpp-client._tcp.example.com", "--local=/example.com/"));
        Assert.Equal(XmppFailure.Unreachable, error.Failure);
    }

    [Fact]
    public async Task Find_DirectTlsThatIsNotThere_IsTheDomainItselfWithoutIt() => Assert.Equal(
        ["example.com:5222 False"],
        await FindAsync("--srv-host=_xmpps-client._tcp.example.com", "--local=/example.com/"));

    [Fact]
    public async Task Find_OneOfTwoServicesThatIsNotThere_IsTheOther() => Assert.Equal(
        ["a.example.com:5322 False"],
        await FindAsync("--srv-host=_xmpps-client._tcp.example.com", "--srv-host=_xmpp-client._tcp.example.com,a.example.com,5322,10,0"));

    [Fact]
    public async Task Find_PortGiven_AsksNobody()
    {
        IReadOnlyList<XmppTarget> found = await new XmppTargets([]).FindAsync(new("192.0.2.1", 5000, true), Cancellation);
        Assert.Equal([new XmppTarget("192.0.2.1", 5000, true)], found);
    }

    [Fact]
    public async Task Create_DomainAlone_IsMadeWhereTheDnsSays()
    {
        await using Prosody prosody = await Prosody.StartAsync(new ProsodyCfg(), Cancellation);
        await using var dns = new NameServer(
            $"--srv-host=_xmpp-client._tcp.example.com,localhost,{FreePorts.Take(1)[0]},10,0",
            $"--srv-host=_xmpps-client._tcp.example.com,localhost,{prosody.DirectTlsPort},20,0");
        await dns.WhenListeningAsync(Cancellation);
        using IAccountServer server = AccountServer.Open("xmpp://example.com", new AccountServerOptions
        {
            TrustedAuthorities = prosody.Authority.Certificates,
            NameServers = [dns.EndPoint],
        });
        AccountResult result = await server.CreateAsync(
            new() { VirtualHost = Sample.Host, Username = "romeo", Password = "correct horse 4" }, Cancellation);
        Assert.True(result.IsDone, result.ToString());
    }

    private static Task<string[]> FindAsync(params string[] records) => FindAsync(false, records);

    private static async Task<string[]> FindAsync(bool direct, params string[] records)
    {
        await using var dns = new NameServer(records);
        await dns.WhenListeningAsync(Cancellation);
        IReadOnlyList<XmppTarget> found = await new XmppTargets([dns.EndPoint]).FindAsync(new(Sample.Host, null, direct), Cancellation);
        return [.. found.Select(target => $"{target.Host}:{target.Port} {target.DirectTls}")];
    }
}
