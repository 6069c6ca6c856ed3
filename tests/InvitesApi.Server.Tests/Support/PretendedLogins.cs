using System.Net;
using System.Net.Sockets;
using System.Text;

namespace InvitesApi.Server.Tests.Support;

/// <summary>An XMPP server that knows one name by one mechanism, and ends a stream on which it was tried too often.</summary>
internal sealed class PretendedLogins : IAsyncDisposable
{
    private const string Sasl = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly string[] _mechanisms;
    private readonly string _username;
    private readonly string _known;
    private readonly int _mostTries;
    private readonly Task _accepting;

    /// <summary>Makes one.</summary>
    /// <param name="mechanisms">What it offers.</param>
    /// <param name="username">The name.</param>
    /// <param name="known">The mechanism by which it has a challenge for that.</param>
    /// <param name="mostTries">How often it may be tried on one stream.</param>
    public PretendedLogins(string[] mechanisms, string username, string known, int mostTries)
    {
        (_mechanisms, _username, _known, _mostTries) = (mechanisms, username, known, mostTries);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many streams there were.</summary>
    public int Streams { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            using TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
            Streams++;
            try
            {
                await AnswerAsync(client.GetStream());
            }
            catch (IOException)
            {
                // Who asked has gone on to the next stream.
            }
        }
    }

    // One stream at a time: what asks comes with the next when it has done with the one.
    private async Task AnswerAsync(NetworkStream stream)
    {
        string offers = string.Concat(_mechanisms.Select(name => $"<mechanism>{name}</mechanism>"));
        await SayAsync($"{HostileServer.Header}<stream:features><mechanisms {Sasl}>{offers}</mechanisms></stream:features>");
        byte[] buffer = new byte[4096];
        int tries = 0;
        while (await stream.ReadAsync(buffer, _end.Token) is > 0 and int count)
        {
            string text = Encoding.UTF8.GetString(buffer, 0, count);
            if (text.Contains("<abort", StringComparison.Ordinal))
            {
                await SayAsync($"<failure {Sasl}><aborted/></failure>");
            }
            else if (text.IndexOf("<auth", StringComparison.Ordinal) is >= 0 and int begin)
            {
                text = text[begin..]; // it may come with the header of the stream
                await SayAsync(++tries > _mostTries
                    ? "<stream:error><policy-violation xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error></stream:stream>"
                    : IsKnown(text) ? $"<challenge {Sasl}>cj1h</challenge>" : $"<failure {Sasl}><not-authorized/></failure>");
            }
        }

        Task SayAsync(string said) => stream.WriteAsync(Encoding.UTF8.GetBytes(said), _end.Token).AsTask();
    }

    private bool IsKnown(string auth) =>
        auth.Contains($"\"{_known}\"", StringComparison.Ordinal)
        && Encoding.UTF8.GetString(Convert.FromBase64String(auth[(auth.IndexOf('>') + 1)..auth.IndexOf("</", StringComparison.Ordinal)]))
            .Contains($"n={_username},", StringComparison.Ordinal);
}
