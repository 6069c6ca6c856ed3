using System.Net;
using System.Net.Sockets;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Hosting;

/// <summary>Where a server listens, and why it can't.</summary>
public sealed class ListenTests
{
    [Fact]
    public async Task Start_Localhost_ListensOnBothFamilies() => await AssertOnAllAsync(["localhost"]);

    [Fact]
    public async Task Start_Everywhere_ListensOnBothFamilies() => await AssertOnAllAsync(["*"]);

    [Fact]
    public async Task Start_Addresses_ListensOnEach() =>
        await AssertOnAllAsync([.. Loopback.Addresses.Select(address => address.ToString())]);

    [Fact]
    public async Task Start_OneAddress_ListensOnNoOther()
    {
        await using TestServer server = await StartAsync("127.0.0.1");
        Assert.Equal(new Uri($"http://127.0.0.1:{server.Port}/"), Assert.Single(server.Uris));
        Assert.True(await Wire.IsOpenAsync(server.Port));
        if (Loopback.HasIPv6)
        {
            Assert.False(await Wire.IsOpenAsync(server.Port, IPAddress.IPv6Loopback));
        }
    }

    [Fact]
    public async Task Start_SameInterfaceTwice_IsTakenOnce()
    {
        await using TestServer server = await StartAsync("localhost", "LOCALHOST", "127.0.0.1");
        Assert.Single(server.Uris.Select(uri => uri.Port).Distinct());
        Assert.True(await Wire.IsOpenAsync(server.Port));
    }

    [Fact]
    public async Task Start_PortOfAnotherProgram_IsRefusedByItsNumber()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        await AssertInUseAsync(((IPEndPoint)other.LocalEndpoint).Port);
    }

    [Fact]
    public async Task Start_PortOfAnotherServer_IsRefusedByItsNumber()
    {
        await using TestServer server = await TestServer.StartAsync();
        await AssertInUseAsync(server.Port);
        Assert.True(await Wire.IsOpenAsync(server.Port));
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("2001:db8::1")]
    [InlineData("example.com")]
    [InlineData("eth99")]
    [InlineData("300.1.1.1")]
    [InlineData("")]
    public async Task Start_InterfaceThatIsNotOurs_IsRefusedByItsName(string name)
    {
        InviteException fault = await FailAsync(0, "localhost", name);
        Assert.Equal(InviteFault.ListenerAddressUnavailable, fault.Fault);
        Assert.Equal(name, fault.Target);
        Assert.Contains(name, fault.Message, StringComparison.Ordinal);
    }

    private static async Task AssertOnAllAsync(string[] interfaces)
    {
        await using TestServer server = await StartAsync(interfaces);
        await server.AddKeyAsync();
        Assert.All(server.Uris, uri => Assert.Equal(server.Port, uri.Port));
        foreach (IPAddress address in Loopback.Addresses)
        {
            Answer answer = await server.SendAsync("GET /invites_api", "localhost", $"Bearer {SampleKeys.New}", address);
            Assert.Equal(201, answer.Status);
        }
    }

    private static async Task AssertInUseAsync(int port)
    {
        InviteException fault = await FailAsync(port, "localhost");
        Assert.Equal(InviteFault.ListenerPortInUse, fault.Fault);
        Assert.Equal(port, fault.Target);
        Assert.Contains(port.ToString(), fault.Message, StringComparison.Ordinal);
        Assert.Contains(Assert.IsType<SocketException>(fault.InnerException).Message, fault.Message, StringComparison.Ordinal);
    }

    private static Task<TestServer> StartAsync(params string[] interfaces) =>
        TestServer.StartAsync(new TestServerOptions { Interfaces = interfaces });

    private static Task<InviteException> FailAsync(int port, params string[] interfaces) =>
        TestServer.FailAsync(new TestServerOptions { Interfaces = interfaces, Port = port });
}
