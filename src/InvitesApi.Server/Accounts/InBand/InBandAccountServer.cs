using InvitesApi.Server.Xmpp;
using InvitesApi.Server.Xmpp.Connections;

namespace InvitesApi.Server.Accounts.InBand;

/// <summary>
/// Any XMPP server, as a client that has not logged in sees it: registration in band (XEP-0077), a connection for each call. Prosody sets
/// passwords this way too, given the token of a reset invite of its own.
/// </summary>
internal sealed class InBandAccountServer : IAccountServer
{
    private readonly AccountServerOptions _options;
    private readonly XmppConnector _connector;

    /// <summary>Makes one.</summary>
    /// <param name="address">Where the server is.</param>
    /// <param name="options">How it is spoken to.</param>
    public InBandAccountServer(XmppServerAddress address, AccountServerOptions options)
    {
        _options = options;
        _connector = new XmppConnector(address, new XmppTargets(options.NameServers), options.TrustedAuthorities, options.Time);
        string scheme = address.DirectTls ? XmppServerAddress.DirectTlsScheme : XmppServerAddress.Scheme;
        Location = new UriBuilder(scheme, address.Host, address.Port ?? -1).Uri.ToString().TrimEnd('/');
    }

    /// <inheritdoc/>
    public string Location { get; }

    /// <inheritdoc/>
    public AccountServerAbilities Abilities =>
        AccountServerAbilities.Create
        | AccountServerAbilities.SetPasswordByInvite
        | AccountServerAbilities.RedeemInvite
        | AccountServerAbilities.FindSparingly;

    /// <inheritdoc/>
    public ValueTask<AccountResult> CreateAsync(AccountRequest request, CancellationToken cancellation) =>
        RegisterAsync(request, registration => registration.RegisterAsync, cancellation);

    /// <inheritdoc/>
    public ValueTask<AccountResult> FindAsync(string virtualHost, string username, CancellationToken cancellation) => CallAsync(
        async either =>
        {
            await using var probe = new LoginProbe(token => _connector.ConnectAsync(virtualHost, token));
            return await probe.KnowsAsync(username, either) switch
            {
                true => new AccountResult(AccountOutcome.NameTaken),
                false => new AccountResult(AccountOutcome.NameFree),
                null => await NotSupported("The server does not tell which names it knows."),
            };
        },
        isSubmitted: () => false,
        cancellation);

    /// <inheritdoc/>
    public ValueTask<AccountResult> SetPasswordAsync(AccountRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.InviteToken is null
            ? NotSupported("Registration in band sets a password only by a reset invite of the server's own.")
            : RegisterAsync(request, registration => registration.TakesTokens ? registration.RegisterAsync : RefuseAsync, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<AccountResult> MakeContactsAsync(
        string virtualHost, string username, string contact, CancellationToken cancellation) =>
        NotSupported("Registration in band makes no contacts; a contact invite of the server's own does.");

    /// <inheritdoc/>
    public void Dispose()
    {
        // Each call closes its own connection.
    }

    private ValueTask<AccountResult> RegisterAsync(
        AccountRequest request,
        Func<InBandRegistration, Func<AccountRequest, CancellationToken, Task<AccountResult>>> choose,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        InBandRegistration? registration = null;
        return CallAsync(
            async either =>
            {
                await using XmppStream stream = await _connector.ConnectAsync(request.VirtualHost, either);
                return await choose(registration = new InBandRegistration(stream, _options.Time))(request, either);
            },
            () => registration is { IsSubmitted: true },
            cancellation);
    }

    private async ValueTask<AccountResult> CallAsync(
        Func<CancellationToken, Task<AccountResult>> call,
        Func<bool> isSubmitted,
        CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(_options.TimeOut, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await call(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Lost(isSubmitted(), AccountOutcome.Unreachable, $"The server was silent for {_options.TimeOut.TotalSeconds} seconds.");
        }
        catch (XmppException error)
        {
            return Lost(isSubmitted(), Outcome(error), error.Message);
        }
    }

    // Once it was asked to make the account, silence may mean that it did.
    private static AccountResult Lost(bool isSubmitted, AccountOutcome outcome, string detail) =>
        new(isSubmitted ? AccountOutcome.Unanswered : outcome, detail);

    private static AccountOutcome Outcome(XmppException error) => error.Failure switch
    {
        XmppFailure.NotTrusted => AccountOutcome.NotTrusted,
        XmppFailure.Malformed => AccountOutcome.ServerFailed,
        XmppFailure.StreamError => error.Condition switch
        {
            "host-unknown" or "host-gone" => AccountOutcome.HostNotFound,
            "resource-constraint" or "policy-violation" => AccountOutcome.TooMany,
            _ => AccountOutcome.ServerFailed,
        },
        _ => AccountOutcome.Unreachable,
    };

    private static Task<AccountResult> RefuseAsync(AccountRequest request, CancellationToken cancellation) =>
        NotSupported("The server takes no tokens of invites, so it sets no password.").AsTask();

    private static ValueTask<AccountResult> NotSupported(string why) => new(new AccountResult(AccountOutcome.NotSupported, why));
}
