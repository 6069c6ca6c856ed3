using System.Net;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Keys;

namespace InvitesApi.Server.Tests.Rules;

public class KeyNetworksTests
{
    [Theory]
    [InlineData("192.0.2.0/24", "192.0.2.255", true)]
    [InlineData("192.0.2.0/24", "192.0.3.0", false)]
    [InlineData("192.0.2.0/24", "::ffff:192.0.2.1", true)]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("2001:db8::/32", "2001:db8:1::1", true)]
    [InlineData("2001:db8::/32", "2001:db9::1", false)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    public void Contains_Address_IsByItsNetwork(string network, string address, bool expected) =>
        Assert.Equal(expected, KeyNetworks.Parse([network])!.Contains(IPAddress.Parse(address)));

    [Fact]
    public void Contains_NoAddress_IsNowhere() => Assert.False(KeyNetworks.Parse(["0.0.0.0/0", "::/0"])!.Contains(null));

    [Theory]
    [InlineData("")]
    [InlineData("example.com")]
    [InlineData("10.0.5")]
    [InlineData("10.0.0.5/8")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("10.0.0.0/")]
    [InlineData("2001:db8::1/32")]
    public void Parse_NoNetwork_IsRefused(string text) => Assert.Equal(
        InviteFault.InviteApiKeyLimitInvalid, Assert.Throws<InviteException>(() => KeyNetworks.Parse([text])).Fault);

    [Fact]
    public void Parse_Nothing_LimitsNothing() => Assert.Null(KeyNetworks.Parse([]));
}
