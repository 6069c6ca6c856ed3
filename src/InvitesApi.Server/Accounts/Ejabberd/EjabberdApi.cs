using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using InvitesApi.Server.Xmpp.Connections;

namespace InvitesApi.Server.Accounts.Ejabberd;

/// <summary>Calls commands of ejabberd over HTTP (mod_http_api): <c>POST /api/COMMAND</c> with a JSON object.</summary>
internal sealed class EjabberdApi : IDisposable
{
    private const int LongestAnswer = 64 * 1024;

    private readonly HttpClient _http;
    private readonly AccountServerOptions _options;

    /// <summary>Makes one.</summary>
    /// <param name="commands">The base of the commands, which ends with a slash.</param>
    /// <param name="options">How it is spoken to.</param>
    public EjabberdApi(Uri commands, AccountServerOptions options)
    {
        _options = options;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            SslOptions = { CertificateChainPolicy = XmppTls.Policy(options.TrustedAuthorities) },
        })
        {
            BaseAddress = commands,
            MaxResponseContentBufferSize = LongestAnswer,
            Timeout = Timeout.InfiniteTimeSpan, // each call has a limit of its own
        };
        _http.DefaultRequestHeaders.Authorization = Authorization(options);
    }

    /// <summary>Calls a command.</summary>
    /// <param name="command">Its name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="deadline">From when on it must not be sent; null: never.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The answer; null: it was not sent, as the deadline was over.</returns>
    /// <exception cref="TimeoutException">There was no answer in time.</exception>
    /// <exception cref="HttpRequestException">There was no answer.</exception>
    public async Task<EjabberdAnswer?> CallAsync(
        string command, Dictionary<string, object> arguments, DateTimeOffset? deadline, CancellationToken cancellation)
    {
        // Whole and with its length: ejabberd 23 answers 400 to a body in chunks.
        using var body = new TimelyContent(JsonSerializer.SerializeToUtf8Bytes(arguments), deadline, _options.Time);
        body.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        using var limit = new CancellationTokenSource(_options.TimeOut, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using HttpResponseMessage response = await _http.PostAsync(new Uri(command, UriKind.Relative), body, either.Token);
            return EjabberdAnswer.Parse(response.StatusCode, await response.Content.ReadAsStringAsync(either.Token));
        }
        catch (Exception error) when (body.IsTooLate && error is OperationCanceledException or HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException error) when (limit.IsCancellationRequested)
        {
            throw new TimeoutException($"ejabberd was silent for {_options.TimeOut.TotalSeconds} seconds.", error);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            // Only who waited for the connection knows that nothing was sent. This client was disposed of else, and ejabberd may go on.
            throw error.InnerException is TimeoutException
                ? NotConnected()
                : new HttpRequestException(HttpRequestError.ResponseEnded, "This server stopped before ejabberd answered.", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static HttpRequestException NotConnected() =>
        new(HttpRequestError.ConnectionError, "ejabberd is silent: there is no connection to its port.");

    private static AuthenticationHeaderValue? Authorization(AccountServerOptions options)
    {
        if (options.Token is not null)
        {
            return new AuthenticationHeaderValue("Bearer", options.Token);
        }

        return options.User is null ? null : new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.User}:{options.Password}")));
    }
}
