using System.Xml.Linq;
using InvitesApi.Server.Accounts.InBand;
using InvitesApi.Server.Xmpp;

namespace InvitesApi.Fuzzing.Targets;

/// <summary>Streams of XMPP: stanzas of bounded size and depth, and then one failure.</summary>
internal static class XmppTarget
{
    private static readonly StreamLimits Limits = new(16 * 1024, 8, 1024 * 1024);

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="data">What the server sends.</param>
    public static void Run(byte[] data)
    {
        using var transport = new MemoryStream(data);
        using var reader = new StanzaReader(transport, Limits);
        try
        {
            Look(reader.ReadHeaderAsync(CancellationToken.None).GetAwaiter().GetResult());
            while (true)
            {
                Look(reader.ReadStanzaAsync(CancellationToken.None).GetAwaiter().GetResult());
            }
        }
        catch (XmppException failure)
        {
            Promise.That(failure.Failure is XmppFailure.Closed or XmppFailure.Malformed, "a stream ends, or is none");
        }
    }

    private static void Look(XElement stanza)
    {
        Promise.That(stanza.DescendantsAndSelf().All(e => e.Ancestors().Count() <= Limits.Depth), "a stanza is of bounded depth");
        Promise.That(stanza.DescendantNodes().All(node => node is XElement or XText), "a stanza has elements and text alone");
        _ = RegistrationErrors.OfRegistration(StanzaError.Of(stanza));
        _ = RegistrationErrors.OfToken(StanzaError.Of(stanza));
        XElement filled = RegistrationForm.Fill(stanza, "juliet", "secret", out string missing);
        Promise.That(missing is not null, "what is missing is told");
        Write(filled);
        Write(new StanzaError("cancel", "item-not-found").Answer(stanza));
        Write(Iq.Answer(stanza, "result"));
    }

    private static void Write(XElement stanza)
    {
        string text = stanza.ToString(SaveOptions.DisableFormatting);
        Promise.That(text.Length > 0, "what was read can be answered");
    }
}
