using System.Xml.Linq;
using CsCheck;
using InvitesApi.Server.Xmpp;

namespace InvitesApi.Server.Tests.Properties;

/// <summary>Stanzas come as they were sent, in whatever pieces; other bytes end the stream, and nothing else.</summary>
public sealed class StanzaPropertyTests
{
    private static readonly StreamLimits Limits = new(64 * 1024, 8, 1024 * 1024);

    private static readonly Gen<XElement> Stanzas = Gen.Recursive<XElement>((depth, stanzas) => Gen.Select(
        Gen.String[Gen.Char['a', 'z'], 1, 8],
        Texts.OneOf(Ns.Client.NamespaceName, Ns.Register.NamespaceName, "urn:other"),
        Texts.Xml,
        depth < 4 ? stanzas.Array[0, 3] : Gen.Const(Array.Empty<XElement>()),
        (name, space, text, children) => new XElement(XName.Get(name, space), new XAttribute("a", text), text, children)));

    [Fact]
    public async Task Read_SentStanzas_AreTheSame() => await Gen.Select(Stanzas.Array[1, 4], Gen.Int[1, 50]).SampleAsync(
        async (stanzas, piece) =>
        {
            using var sent = new MemoryStream();
            using (var writer = new StanzaWriter(sent))
            {
                await writer.OpenAsync(Ns.Client, "example.com", "1.0", CancellationToken.None);
                foreach (XElement stanza in stanzas)
                {
                    await writer.SendAsync(stanza, CancellationToken.None);
                }
            }

            using var reader = new StanzaReader(new Pieces(sent.ToArray(), piece), Limits);
            XElement header = await reader.ReadHeaderAsync(CancellationToken.None);
            bool isSame = (string?)header.Attribute("to") == "example.com";
            foreach (XElement stanza in stanzas)
            {
                isSame &= XNode.DeepEquals(Plain(stanza), Plain(await reader.ReadStanzaAsync(CancellationToken.None)));
            }

            return isSame;
        },
        iter: 500);

    [Fact]
    public async Task Read_AnyBytes_EndTheStream() => await Gen.Select(Stanzas, Gen.Int[0, 400], Gen.Byte).SampleAsync(
        async (stanza, at, wrong) =>
        {
            byte[] data = System.Text.Encoding.UTF8.GetBytes($"<stream>{stanza}</stream>");
            data[at % data.Length] = wrong;
            using var reader = new StanzaReader(new MemoryStream(data), Limits);
            try
            {
                await reader.ReadHeaderAsync(CancellationToken.None);
                while (true)
                {
                    await reader.ReadStanzaAsync(CancellationToken.None);
                }
            }
            catch (XmppException failure)
            {
                return failure.Failure is XmppFailure.Closed or XmppFailure.Malformed;
            }
        },
        iter: 3_000);

    // How text was cut up, and declarations of namespaces, mean nothing.
    private static XElement Plain(XElement element) => new(
        element.Name,
        element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration),
        string.Concat(element.Nodes().OfType<XText>().Select(text => text.Value)),
        element.Elements().Select(Plain));

    private sealed class Pieces(byte[] data, int most) : MemoryStream(data)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(most, buffer.Length)], cancellationToken);
    }
}
