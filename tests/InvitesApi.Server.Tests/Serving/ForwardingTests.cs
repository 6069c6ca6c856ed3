using System.Net;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting.Proxies;
using InvitesApi.Server.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Tests.Serving;

/// <summary>What proxies say, and who is believed.</summary>
public class ForwardingTests
{
    [Theory]
    [InlineData("for=192.0.2.43", "192.0.2.43:0||")]
    [InlineData("For=\"[2001:db8:cafe::17]:4711\"", "[2001:db8:cafe::17]:4711||")]
    [InlineData("for=192.0.2.60;proto=http;by=203.0.113.43", "192.0.2.60:0|http|")]
    [InlineData("for=192.0.2.43, for=198.51.100.17;host=\"example.com:8443\" ; proto=HTTPS", "192.0.2.43:0|| 198.51.100.17:0|https|example.com:8443")]
    [InlineData("for=_hidden, for=unknown", "|| ||")]
    [InlineData("for=192.0.2.43:47011;host=a\\b", "192.0.2.43:47011||")]
    [InlineData("for=\"192.0.2.43\\:47011\"", "192.0.2.43:47011||")]
    [InlineData("host=\"evil.example/x\"", "||")]
    [InlineData("proto=gopher", "||")]
    [InlineData("", "")]
    [InlineData("for", "")]
    [InlineData("for=192.0.2.43 proto=https", "")]
    [InlineData("for=\"192.0.2.43", "")]
    [InlineData("for=192.0.2.43;for=192.0.2.44", "")]
    [InlineData("for=192.0.2.43,", "")]
    [InlineData(";for=192.0.2.43", "")]
    public void Forwarded_Field_IsReadByRfc7239(string field, string expected) => Assert.Equal(
        expected, string.Join(' ', ForwardedField.Read(field).Select(hop => $"{hop.Client}|{hop.Scheme}|{hop.Host}")));

    [Theory]
    [InlineData("127.0.0.1", "X-Forwarded-For: 192.0.2.1", "192.0.2.1 http own.example")]
    [InlineData("127.0.0.1", "X-Forwarded-For: 192.0.2.1\nX-Forwarded-Proto: https\nX-Forwarded-Host: example.com", "192.0.2.1 https example.com")]
    [InlineData("127.0.0.1", "X-Forwarded-For: 198.51.100.9, 192.0.2.1", "192.0.2.1 http own.example")]
    [InlineData("127.0.0.1", "X-Forwarded-For: 198.51.100.9, 192.0.2.1, 10.1.1.1", "192.0.2.1 http own.example")]
    [InlineData("127.0.0.1", "X-Forwarded-For: 192.0.2.1, 10.1.1.1\nX-Forwarded-Proto: https", "192.0.2.1 https own.example")]
    [InlineData("127.0.0.1", "X-Forwarded-For: 192.0.2.1, 10.1.1.1\nX-Forwarded-Proto: https, http", "192.0.2.1 https own.example")]
    [InlineData("127.0.0.1", "X-Forwarded-Proto: https", "127.0.0.1 https own.example")]
    [InlineData("127.0.0.1", "X-Forwarded-For: nonsense\nX-Forwarded-Proto: javascript\nX-Forwarded-Host: a/b", "127.0.0.1 http own.example")]
    [InlineData("127.0.0.1", "Forwarded: for=192.0.2.1;proto=https;host=example.com", "192.0.2.1 https example.com")]
    [InlineData("127.0.0.1", "Forwarded: for=198.51.100.9;host=evil.example, for=192.0.2.1;proto=https", "192.0.2.1 https own.example")]
    [InlineData("127.0.0.1", "Forwarded: for=198.51.100.9;host=evil.example\nX-Forwarded-For: 192.0.2.1", "192.0.2.1 http own.example")]
    [InlineData("::ffff:10.2.3.4", "X-Forwarded-For: 192.0.2.1", "192.0.2.1 http own.example")]
    [InlineData("::1", "X-Forwarded-For: 2001:db8::1", "2001:db8::1 http own.example")]
    [InlineData(null, "X-Forwarded-For: 192.0.2.1", "192.0.2.1 http own.example")]
    [InlineData("192.0.2.77", "X-Forwarded-For: 192.0.2.1\nX-Forwarded-Proto: https\nX-Forwarded-Host: example.com", "192.0.2.77 http own.example")]
    [InlineData("11.0.0.1", "Forwarded: for=192.0.2.1;proto=https;host=example.com", "11.0.0.1 http own.example")]
    public void Believe_Headers_CountOnlyFromTrustedProxies(string? peer, string headers, string expected)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = peer is null ? null : IPAddress.Parse(peer);
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("own.example");
        foreach (string header in headers.Split('\n'))
        {
            context.Request.Headers[header[..header.IndexOf(':')]] = header[(header.IndexOf(':') + 2)..];
        }

        ProxyList.Parse([.. ProxyList.Default, "10.0.0.0/8"]).Believe(context);
        Assert.Equal(expected, $"{context.Connection.RemoteIpAddress} {context.Request.Scheme} {context.Request.Host}");
    }

    [Fact]
    public void Believe_NoHeaders_AllocatesNothing()
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Request.Headers.Host = "example.com";
        var proxies = ProxyList.Parse(ProxyList.Default);
        proxies.Believe(context);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            proxies.Believe(context);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("proxy.example")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.5/8")]
    [InlineData("fd00::1/8")]
    [InlineData("10.0.5")]
    [InlineData("")]
    public void ProxyList_NoAddressOrNetwork_IsRefused(string text)
    {
        InviteException fault = Assert.Throws<InviteException>(() => ProxyList.Parse([text]));
        Assert.Equal((InviteFault.TrustedProxyInvalid, text), (fault.Fault, fault.Target));
    }

    [Theory]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1")]
    [InlineData("192.0.2.0/24", "::ffff:192.0.2.1")]
    public void ProxyList_AddressInTheFormOfTheOtherProtocol_IsTheSame(string text, string address) =>
        Assert.True(ProxyList.Parse([text]).Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData(true, "https://example.com:8443/invites_page?")]
    [InlineData(false, "http://example.com/invites_page?")]
    public async Task Link_BehindProxy_IsThatOfTheOutside(bool isTrusted, string start)
    {
        await using ServedApi api = await ServedApi.StartAsync(
            options => isTrusted ? options : options with { TrustedProxies = ["192.0.2.1"] });
        (string, string)[] headers = [("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "example.com:8443")];
        Assert.StartsWith(start, await api.LinkAsync(headers: headers), StringComparison.Ordinal);
        Assert.StartsWith(
            start, await api.LinkAsync(headers: ("Forwarded", "proto=https;host=\"example.com:8443\"")), StringComparison.Ordinal);
    }
}
