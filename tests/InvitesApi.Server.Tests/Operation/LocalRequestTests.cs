using System.Net;
using InvitesApi.Server.Hosting.Operation;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Tests.Operation;

public class LocalRequestTests
{
    [Theory]
    [InlineData("127.0.0.1", "localhost")]
    [InlineData("127.0.0.1", "LOCALHOST:5280")]
    [InlineData("127.3.2.1", "127.0.0.1:5280")]
    [InlineData("::1", "[::1]:5280")]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1")]
    public void Is_LoopbackClient_IsLocal(string client, string host) => Assert.True(LocalRequest.Is(Request(client, host)));

    [Theory]
    [InlineData("192.0.2.1", "localhost")]
    [InlineData("2001:db8::1", "localhost")]
    [InlineData("127.0.0.1", "example.com")]
    [InlineData("127.0.0.1", "localhost.example.com")]
    [InlineData("127.0.0.1", "")]
    [InlineData(null, "localhost")]
    public void Is_OtherClientOrName_IsNotLocal(string? client, string host) => Assert.False(LocalRequest.Is(Request(client, host)));

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("x-forwarded-for")]
    [InlineData("X-Forwarded-Proto")]
    [InlineData("X-Forwarded-Host")]
    [InlineData("X-Forwarded-Server")]
    [InlineData("Forwarded")]
    [InlineData("X-Real-IP")]
    [InlineData("Via")]
    public void Is_PassedOnByAProxy_IsNotLocal(string header)
    {
        HttpContext context = Request("127.0.0.1", "localhost");
        context.Request.Headers[header] = "127.0.0.1";
        Assert.False(LocalRequest.Is(context));
    }

    [Fact]
    public void Is_OldProtocol_IsNotLocal()
    {
        HttpContext context = Request("127.0.0.1", "localhost");
        context.Request.Protocol = "HTTP/1.0";
        Assert.False(LocalRequest.Is(context));
    }

    private static DefaultHttpContext Request(string? client, string host)
    {
        IPAddress? address = client is null ? null : IPAddress.Parse(client);
        return new DefaultHttpContext
        {
            Connection = { RemoteIpAddress = address, LocalIpAddress = address is null ? null : IPAddress.Loopback },
            Request = { Host = new HostString(host) },
        };
    }
}
