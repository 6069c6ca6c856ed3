using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using InvitesApi.Server.Xmpp;

namespace InvitesApi.Server.Accounts.InBand;

/// <summary>
/// Whether a server knows a name, as a client sees it that begins to log in by SCRAM and gives up (RFC 5802 §5): for a name that it knows the server
/// has a challenge. It makes nothing and sends no password. A server may hide which names it knows; then it has a challenge for all of them.
/// </summary>
/// <param name="connectAsync">Opens a stream of a client that has not logged in.</param>
internal sealed class LoginProbe(Func<CancellationToken, Task<XmppStream>> connectAsync) : IAsyncDisposable
{
    // A server ends a stream on which too many logins fail: MongooseIM after three.
    private const int TriesOnAStream = 2;

    private const int NonceBytes = 18;
    private const string Scram = "SCRAM-";
    private const string WithBinding = "-PLUS";

    private XmppStream? _stream;
    private int _tries;

    /// <summary>Whether the server knows a name.</summary>
    /// <param name="username">The name.</param>
    /// <param name="cancellation">Ends the wait, and with it the stream.</param>
    /// <returns>Null where it doesn't tell.</returns>
    public async Task<bool?> KnowsAsync(string username, CancellationToken cancellation)
    {
        if (await HasChallengeAsync(username, cancellation) is not true and var answer)
        {
            return answer;
        }

        // A server that hides its names has a challenge for a name that nobody has, too.
        string nobody = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes));
        return await HasChallengeAsync(nobody, cancellation) == false ? true : null;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _stream?.DisposeAsync() ?? ValueTask.CompletedTask;

    // An account may lack what one of the mechanisms needs, so that only the refusal of all of them says something.
    private async Task<bool?> HasChallengeAsync(string username, CancellationToken cancellation)
    {
        bool? answer = null;
        foreach (string mechanism in Mechanisms(await StreamAsync(cancellation)))
        {
            XmppStream stream = await StreamAsync(cancellation);
            _tries++;
            XElement reply = await AskAsync(
                stream, new XElement(Ns.Sasl + "auth", new XAttribute("mechanism", mechanism), FirstMessage(username)), cancellation);
            if (reply.Name == Ns.Sasl + "challenge")
            {
                await AskAsync(stream, new XElement(Ns.Sasl + "abort"), cancellation);
                return true;
            }

            if (reply.Name != Ns.Sasl + "failure" || reply.Element(Ns.Sasl + "not-authorized") is null)
            {
                return null;
            }

            answer = false;
        }

        return answer;
    }

    private static string[] Mechanisms(XmppStream stream) =>
    [
        .. stream.Features.Descendants(Ns.Sasl + "mechanism").Select(element => element.Value)
            .Where(name => name.StartsWith(Scram, StringComparison.Ordinal) && !name.EndsWith(WithBinding, StringComparison.Ordinal)),
    ];

    // The stream that there is, or a fresh one where that has had its tries.
    private async Task<XmppStream> StreamAsync(CancellationToken cancellation)
    {
        if (_stream is { } old && _tries == TriesOnAStream)
        {
            (_stream, _tries) = (null, 0);
            await old.DisposeAsync();
        }

        return _stream ??= await connectAsync(cancellation);
    }

    private static async Task<XElement> AskAsync(XmppStream stream, XElement element, CancellationToken cancellation)
    {
        await stream.SendAsync(element, cancellation);
        return await stream.ReceiveAsync(cancellation);
    }

    // RFC 5802 §7, client-first-message: no channel binding, the name with its two special characters escaped, a nonce.
    private static string FirstMessage(string username)
    {
        string name = username.Replace("=", "=3D", StringComparison.Ordinal).Replace(",", "=2C", StringComparison.Ordinal);
        string nonce = Convert.ToHexString(RandomNumberGenerator.GetBytes(NonceBytes));
        return Convert.ToBase64String(Encoding.UTF8.GetBytes($"n,,n={name},r={nonce}"));
    }
}
