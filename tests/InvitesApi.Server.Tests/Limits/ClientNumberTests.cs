using System.Net;
using InvitesApi.Server.Limits;

namespace InvitesApi.Server.Tests.Limits;

/// <summary>Which addresses are one client.</summary>
public sealed class ClientNumberTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::1", "127.0.0.1", false)]
    [InlineData("0.0.0.1", "::1", false)]
    public void Of_Addresses_AreOneClientOrTwo(string one, string other, bool isOne) =>
        Assert.Equal(isOne, ClientNumber.Of(IPAddress.Parse(one)) == ClientNumber.Of(IPAddress.Parse(other)));

    [Fact]
    public void Of_NoAddress_IsLikeNoOther()
    {
        Assert.Equal(ClientNumber.Unknown, ClientNumber.Of(null));
        Assert.NotEqual(ClientNumber.Unknown, ClientNumber.Of(IPAddress.IPv6Any));
        Assert.NotEqual(ClientNumber.Unknown, ClientNumber.Of(IPAddress.Parse("0.0.0.1")));
    }
}
