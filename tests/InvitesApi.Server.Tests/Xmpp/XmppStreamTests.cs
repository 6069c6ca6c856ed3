using System.Text;
using System.Xml.Linq;
using InvitesApi.Server.Tests.Support;
using InvitesApi.Server.Xmpp;

namespace InvitesApi.Server.Tests.Xmpp;

public class XmppStreamTests
{
    private const string Header =
        "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' id='i&amp;1' version='1.0'>";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_Stanza_IsWrittenOnceAndInItsForm()
    {
        var wire = new Wire(Header);
        await using (var stream = new XmppStream(wire, Ns.Client, StreamLimits.Default))
        {
            await stream.OpenAsync("münchen.example", "1.0", Cancellation);
            Assert.Equal("i&1", stream.Id);
            await stream.SendAsync(
                new XElement(Ns.Client + "iq", new XAttribute("id", "a'\"<&"), new XElement(Ns.Ping + "ping", "1 < 2 & ]]> \r\n")),
                Cancellation);
        }

        Assert.Equal(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
            + "<stream:stream xmlns=\"jabber:client\" to=\"münchen.example\" version=\"1.0\" xml:lang=\"en\" "
            + "xmlns:stream=\"http://etherx.jabber.org/streams\">\n"
            + "<iq id=\"a'&quot;&lt;&amp;\"><ping xmlns=\"urn:xmpp:ping\">1 &lt; 2 &amp; ]]&gt; &#xD;\n</ping></iq>"
            + "</stream:stream>",
            wire.Sent);
    }

    [Fact]
    public async Task Receive_BytesThatTrickle_AreStanzasAsSoonAsTheyAreWhole()
    {
        var wire = new Wire(Header + " <a xmlns='x' b='1'><c>ü 1</c><![CDATA[<]]><d/></a>\n<e xmlns='x'/>", perRead: 1);
        await using var stream = new XmppStream(wire, Ns.Client, StreamLimits.Default);
        await stream.OpenAsync("example.com", "1.0", Cancellation);
        XElement first = await stream.ReceiveAsync(Cancellation);
        Xml.Equal("<a xmlns='x' b='1'><c>ü 1</c>&lt;<d/></a>", first);
        Assert.Equal('>', wire.LastRead);
        Assert.Equal("e", (await stream.ReceiveAsync(Cancellation)).Name.LocalName);
    }

    [Fact]
    public async Task Receive_NamesWithoutEnd_EndTheStream()
    {
        string stanzas = string.Concat(Enumerable.Range(0, 2000).Select(i => $"<a xmlns='x'><b{i} c{i}='1'/></a>"));
        var limits = StreamLimits.Default with { Names = 10_000 };
        await using var stream = new XmppStream(new Wire(Header + stanzas), Ns.Client, limits);
        await stream.OpenAsync("example.com", "1.0", Cancellation);
        XmppException error = await Assert.ThrowsAsync<XmppException>(async () =>
        {
            while (true)
            {
                await stream.ReceiveAsync(Cancellation);
            }
        });
        Assert.Equal(XmppFailure.Malformed, error.Failure);
        Assert.Contains("different names", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_TheSameNamesWithoutEnd_AreStanzas()
    {
        string stanzas = string.Concat(Enumerable.Repeat("<message xmlns='jabber:client' type='chat'><body>1</body></message>", 5000));
        await using var stream = new XmppStream(new Wire(Header + stanzas), Ns.Client, StreamLimits.Default with { Names = 200 });
        await stream.OpenAsync("example.com", "1.0", Cancellation);
        for (int i = 0; i < 5000; i++)
        {
            Assert.Equal("message", (await stream.ReceiveAsync(Cancellation)).Name.LocalName);
        }
    }

    [Fact]
    public async Task Receive_StreamError_TellsItsCondition()
    {
        var wire = new Wire(Header
            + "<stream:error><host-unknown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error></stream:stream>");
        await using var stream = new XmppStream(wire, Ns.Client, StreamLimits.Default);
        await stream.OpenAsync("example.com", "1.0", Cancellation);
        XmppException error = await Assert.ThrowsAsync<XmppException>(() => stream.ReceiveAsync(Cancellation));
        Assert.Equal((XmppFailure.StreamError, "host-unknown"), (error.Failure, error.Condition));
    }

    [Theory]
    [InlineData("</stream:stream>", "Closed")]
    [InlineData("", "Closed")]
    [InlineData("<a xmlns='x'>", "Closed")]
    [InlineData("<!DOCTYPE a>", "Malformed")]
    [InlineData("<!--c-->", "Malformed")]
    [InlineData("<a xmlns='x'><?pi?></a>", "Malformed")]
    [InlineData("<a xmlns='x'>&e;</a>", "Malformed")]
    [InlineData("<a xmlns='x'>&#1;</a>", "Malformed")]
    [InlineData("<p:a/>", "Malformed")]
    [InlineData("<xmlns:a/>", "Malformed")]
    [InlineData("<a xmlns='x'><xmlns:b/></a>", "Malformed")]
    public async Task Receive_NoStanza_Throws(string text, string expected)
    {
        await using var stream = new XmppStream(new Wire(Header + text), Ns.Client, StreamLimits.Default);
        await stream.OpenAsync("example.com", "1.0", Cancellation);
        XmppException error = await Assert.ThrowsAsync<XmppException>(() => stream.ReceiveAsync(Cancellation));
        Assert.Equal(expected, error.Failure.ToString());
    }

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    public async Task Receive_NestedStanza_IsLimited(int depth, bool expected)
    {
        string text = string.Concat(Enumerable.Repeat("<a xmlns='x'>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth));
        await using var stream = new XmppStream(new Wire(Header + text), Ns.Client, StreamLimits.Default);
        await stream.OpenAsync("example.com", "1.0", Cancellation);
        Exception? error = await Record.ExceptionAsync(() => stream.ReceiveAsync(Cancellation));
        Assert.Equal(expected, error is null);
    }

    [Fact]
    public async Task Receive_ManyStanzas_AreNotLimited()
    {
        string one = $"<a xmlns='x'>{new string('y', 50_000)}</a>";
        await using var stream = new XmppStream(
            new Wire(Header + string.Concat(Enumerable.Repeat(one, 20))), Ns.Client, StreamLimits.Default);
        await stream.OpenAsync("example.com", "1.0", Cancellation);
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(50_000, (await stream.ReceiveAsync(Cancellation)).Value.Length);
        }
    }

    /// <summary>Both directions of a connection, in memory.</summary>
    private sealed class Wire(string incoming, int perRead = int.MaxValue) : MemoryStream
    {
        private readonly MemoryStream _incoming = new(Encoding.UTF8.GetBytes(incoming));

        public string Sent => Encoding.UTF8.GetString(ToArray());

        public char LastRead { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int count = await _incoming.ReadAsync(buffer[..Math.Min(buffer.Length, perRead)], cancellationToken);
            LastRead = count == 0 ? LastRead : (char)buffer.Span[count - 1];
            return count;
        }
    }
}
