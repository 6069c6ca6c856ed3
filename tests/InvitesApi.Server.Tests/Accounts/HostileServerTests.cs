using System.Net.Sockets;
using System.Text;
using InvitesApi.Server.Accounts;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Accounts;

public sealed class HostileServerTests : InBandTests
{
    private const string Features = "<stream:features><register xmlns='http://jabber.org/features/iq-register'/></stream:features>";

    [Theory]
    [InlineData("<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY lol 'lol'>]>" + HostileServer.Root)]
    [InlineData(HostileServer.Header + "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + Features)]
    [InlineData(HostileServer.Header + "<!-- comment -->" + Features)]
    [InlineData(HostileServer.Header + "<?pi?>" + Features)]
    [InlineData(HostileServer.Header + "<a>&undefined;</a>")]
    [InlineData(HostileServer.Header + "<a></b>")]
    [InlineData(HostileServer.Header + "text")]
    [InlineData(HostileServer.Header + "<message xmlns='jabber:client'/>")]
    [InlineData("<stream xmlns='jabber:client'><features/>")]
    [InlineData("<stream:stream xmlns:stream='http://etherx.jabber.org/streams'/>")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    public async Task Create_NoXmpp_Fails(string text)
    {
        using var hostile = new HostileServer(text);
        using IAccountServer server = Open(hostile.Port, null);
        Assert.Equal(AccountOutcome.ServerFailed, await CreateAsync(server, Request(NewName())));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("<a>")]
    [InlineData("<a/>")]
    [InlineData(" ")]
    public async Task Create_EndlessStanza_IsCutOff(string part)
    {
        using var hostile = new HostileServer(async (stream, cancellation) =>
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(HostileServer.Header + "<stream:features><a>"), cancellation);
            byte[] parts = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, 10_000)));
            while (true)
            {
                await stream.WriteAsync(parts, cancellation);
            }
        });
        using IAccountServer server = Open(hostile.Port, null);
        Assert.Equal(AccountOutcome.ServerFailed, await CreateAsync(server, Request(NewName())));
        await Assert.ThrowsAnyAsync<Exception>(() => hostile.Running.WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<?xml version='1.0'?>")]
    [InlineData(HostileServer.Header)]
    [InlineData(HostileServer.Header + "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>")]
    [InlineData(HostileServer.Header
        + "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>"
        + "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")]
    [InlineData(HostileServer.Header + Features)]
    public async Task Create_Silence_TimesOutAsUnreachable(string text)
    {
        using var hostile = new HostileServer(text);
        using IAccountServer server = Open(hostile.Port, null, timeOut: TimeSpan.FromSeconds(1));
        Assert.Equal(AccountOutcome.Unreachable, await CreateAsync(server, Request(NewName())));
    }

    [Theory]
    [InlineData("")]
    [InlineData("</stream:stream>")]
    [InlineData("<iq xmlns='jabber:client' type='res")]
    public async Task Create_LostAfterTheRequest_IsUnanswered(string last)
    {
        using var hostile = new HostileServer((stream, cancellation) => AnswerFormAsync(stream, last, cancellation));
        using IAccountServer server = Open(hostile.Port, null, timeOut: TimeSpan.FromSeconds(2));
        Assert.Equal(AccountOutcome.Unanswered, await CreateAsync(server, Request(NewName())));
    }

    [Fact]
    public async Task Create_StartTlsRefused_IsNotTrusted()
    {
        using var hostile = new HostileServer(HostileServer.Header
            + "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>"
            + "<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:stream>");
        using IAccountServer server = Open(hostile.Port, null);
        Assert.Equal(AccountOutcome.NotTrusted, await CreateAsync(server, Request(NewName())));
    }

    [Fact]
    public async Task Create_HungUpWhileTheConnectionIsEncrypted_IsUnreachable()
    {
        using var hostile = new HostileServer(async (stream, cancellation) =>
        {
            await stream.WriteAsync(
                Encoding.UTF8.GetBytes(HostileServer.Header
                    + "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>"
                    + "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"),
                cancellation);
            await Task.Delay(200, cancellation); // by then the client has begun the handshake, and waits
            stream.Socket.Shutdown(SocketShutdown.Send);
        });
        using IAccountServer server = Open(hostile.Port, null);
        Assert.Equal(AccountOutcome.Unreachable, await CreateAsync(server, Request(NewName())));
    }

    [Fact]
    public async Task Create_Cancelled_Throws()
    {
        using var hostile = new HostileServer(string.Empty);
        using IAccountServer server = Open(hostile.Port, null);
        using var cancellation = new CancellationTokenSource();
        Task<AccountResult> creating = server.CreateAsync(Request(NewName()), cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => creating);
    }

    // Answers the first request, whatever its id, by reading the id from what came.
    private static async Task AnswerFormAsync(NetworkStream stream, string last, CancellationToken cancellation)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(HostileServer.Header + Features), cancellation);
        string id = await HostileServer.ReadIdAsync(stream, cancellation);
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"<iq xmlns='jabber:client' type='result' id='{id}'/>"), cancellation);
        await HostileServer.ReadIdAsync(stream, cancellation);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(last), cancellation);
    }
}
