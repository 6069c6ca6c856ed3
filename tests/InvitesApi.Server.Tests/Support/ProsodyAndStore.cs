using System.Net;
using System.Xml.Linq;
using InvitesApi.Server.Accounts;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Xmpp;

namespace InvitesApi.Server.Tests.Support;

/// <summary>A real Prosody, and its storage opened by us beside it.</summary>
internal sealed class ProsodyAndStore : IAsyncDisposable
{
    private static readonly XNamespace Roster = "jabber:iq:roster";

    public const string Password = "correct Horse 4 battery_staple";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private ProsodyAndStore(Prosody prosody)
    {
        Prosody = prosody;
        Database = InviteDatabase.Open("prosody:" + prosody.DatabasePath);
        Keys = new ApiKeys(Database, TimeProvider.System);
        Book = new InviteBook(Database, TimeProvider.System);
        Accounts = AccountServer.Open(
            $"xmpp://127.0.0.1:{prosody.ClientPort}", new AccountServerOptions { TrustedAuthorities = prosody.Authority.Certificates });
    }

    public Prosody Prosody { get; }

    public IInviteDatabase Database { get; }

    public ApiKeys Keys { get; }

    public InviteBook Book { get; }

    public IAccountServer Accounts { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts a Prosody that makes accounts by invite only.</summary>
    public static async Task<ProsodyAndStore> StartAsync(Action<ProsodyCfg>? configure = null)
    {
        var cfg = new ProsodyCfg { InviteOnly = true };
        configure?.Invoke(cfg);
        Prosody prosody = await Prosody.StartAsync(cfg, Cancellation);
        try
        {
            await prosody.RegisterAsync("romeo", Password, Cancellation); // which makes the file, if nothing has
            return new ProsodyAndStore(prosody);
        }
        catch
        {
            await prosody.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes an invite as New-Invite does.</summary>
    public async Task<Invite> InviteAsync(InviteTerms? terms = null) => Assert.Single(await Book.CreateAsync(
        terms ?? new InviteTerms { VirtualHost = Sample.Host, ExpiresAt = DateTimeOffset.MaxValue }, 1, "shell/me@here", Cancellation));

    /// <summary>An invite as it is now.</summary>
    public async Task<(InviteState State, Invite Invite)> SeeAsync(string token)
    {
        Invite invite = await Book.GetAsync(token, Cancellation);
        return (invite.State(TimeProvider.System.GetUtcNow()), invite);
    }

    /// <summary>Registers with a token over XMPP (XEP-0445), past us.</summary>
    public async Task<AccountOutcome> RegisterAsync(string username, string token, string password = Password)
    {
        AccountResult result = await Accounts.CreateAsync(Request(username, token, password), Cancellation);
        return result.Outcome;
    }

    public static AccountRequest Request(string username, string token, string password = Password) =>
        new() { VirtualHost = Sample.Host, Username = username, Password = password, InviteToken = token };

    public Task<bool> CanLogInAsync(string username, string password = Password) =>
        TestClient.CanLogInAsync(Prosody.ClientPort, Prosody.Authority.Certificates, username, password, Cancellation);

    public Task<TestClient> LogInAsync(string username) =>
        TestClient.LogInAsync(Prosody.ClientPort, Prosody.Authority.Certificates, username, Password, Cancellation);

    /// <summary>A stanza about a subscription to romeo.</summary>
    /// <param name="type">What it wants.</param>
    /// <param name="token">The token of an invite (XEP-0379); null: none.</param>
    public static XElement Subscription(string type, string? token = null) => new(
        Ns.Client + "presence",
        new XAttribute("type", type),
        new XAttribute("to", $"romeo@{Sample.Host}"),
        token is null ? null : new XElement(Ns.Preauth + "preauth", new XAttribute("token", token)));

    /// <summary>Has a user ask for a subscription to romeo, with the token of an invite, and waits until that is dealt with.</summary>
    public async Task SubscribeAsync(string username, string token)
    {
        await using TestClient client = await LogInAsync(username);
        await client.SendAsync(Subscription("subscribe", token), Cancellation);
        await client.AskAsync("get", Sample.Host, new XElement(Ns.Ping + "ping"), Cancellation);
    }

    /// <summary>The subscription of a contact in a roster; empty where there is none.</summary>
    public async Task<string> SubscriptionAsync(string username, string contact)
    {
        await using TestClient client = await LogInAsync(username);
        XElement answer = await client.AskAsync("get", $"{username}@{Sample.Host}", new XElement(Roster + "query"), Cancellation);
        return (string?)answer.Descendants(Roster + "item")
            .SingleOrDefault(item => (string?)item.Attribute("jid") == $"{contact}@{Sample.Host}")?.Attribute("subscription") ?? string.Empty;
    }

    /// <summary>What Prosody's web server answers.</summary>
    public async Task<(HttpStatusCode Status, string? Location, string Body)> GetAsync(string pathAndQuery)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{Prosody.HttpPort}{pathAndQuery}");
        request.Headers.Host = Sample.Host;
        using HttpResponseMessage answer = await _http.SendAsync(request, Cancellation);
        return (answer.StatusCode, answer.Headers.Location?.ToString(), await answer.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>What Prosody's page says of a token: the link in it, or nothing where the invite is not good.</summary>
    public async Task<bool> ShowsAsync(Invite invite)
    {
        (HttpStatusCode status, _, string body) = await GetAsync("/invites_page?" + invite.Token);
        Assert.Equal(HttpStatusCode.OK, status); // Prosody's, whatever the invite is
        return body.Contains(WebUtility.HtmlEncode(invite.Uri), StringComparison.Ordinal) || body.Contains(invite.Uri, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        Accounts.Dispose();
        Database.Dispose();
        await Prosody.DisposeAsync();
    }
}
