using InvitesApi.Server.Invites;
using InvitesApi.Server.Pages;
using InvitesApi.Server.Pages.Languages;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Support;

/// <summary>A server with an invite of every kind, and one in every state.</summary>
public sealed class PageFixture : IAsyncLifetime
{
    public const string SiteName = "Verona Chat";
    public const string Android = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/146.0 Mobile Safari/537.36";
    public const string IPhone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1";
    public const string Windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";
    public const string Mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/19.1 Safari/605.1.15";
    public const string Linux = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

    private readonly FakeTimeProvider _time = new(Sample.Moment);

    internal TestServer Server { get; private set; } = null!;

    /// <summary>The invites, by what they are for.</summary>
    internal Dictionary<string, Invite> Invites { get; } = new(StringComparer.Ordinal);

    /// <summary>What pages there are: each kind, each state, and the page of an app.</summary>
    public static IReadOnlyList<string> Pages =>
        ["account", "named", "contact", "contact-account", "reset", "setup", "expired", "used", "revoked", "unknown"];

    /// <summary>The languages that there are.</summary>
    public static IReadOnlyList<string> Languages => [.. LanguageSet.BuiltIn.All.Select(language => language.Tag)];

    /// <summary>Where a page is, and with which query.</summary>
    public string PathOf(string page) => page switch
    {
        "unknown" => "/invites_page?AAAAAAAAAAAAAAAAAAAAAAAA",
        "setup" => $"/invites_page/setup/gajim?{Invites["account"].Token}",
        _ => $"/invites_page?{Invites[page].Token}",
    };

    /// <summary>A page in a language, for a browser on this machine.</summary>
    public string UriOf(string page, string language) => $"http://localhost:{Server.Port}{PathOf(page)}&lang={language}";

    /// <summary>Asks for a page.</summary>
    /// <param name="pathAndQuery">What to ask for.</param>
    /// <param name="headers">Header lines, such as <c>Accept-Language: de</c>.</param>
    internal async Task<Answer> GetAsync(string pathAndQuery, params string[] headers)
    {
        string lines = string.Concat(headers.Select(line => line + "\r\n"));
        Answer? answer = await Wire.AskAsync(
            Server.Port, $"GET {pathAndQuery} HTTP/1.1\r\nHost: {Sample.Host}\r\nConnection: close\r\n{lines}\r\n");
        Assert.NotNull(answer);
        return answer;
    }

    public async ValueTask InitializeAsync()
    {
        Server = await TestServer.StartAsync(new TestServerOptions
        {
            Hosts = [new(Sample.Host, Page: new PageOptions { SiteName = SiteName }), new(Sample.OtherHost)],
            Time = _time,
        });
        DateTimeOffset end = Sample.Moment.AddDays(7);
        var account = new InviteTerms { VirtualHost = Sample.Host, ExpiresAt = end };
        await AddAsync("account", account with { Note = "for the <b>loud</b> uncle" });
        await AddAsync("named", account with { Username = "juliet" });
        await AddAsync("contact", account with { Kind = InviteKind.Contact, Contact = "romeo" });
        await AddAsync("contact-account", account with { Kind = InviteKind.Contact, Contact = "romeo", AllowRegistration = true });
        await AddAsync("reset", account with { Kind = InviteKind.Reset, Username = "juliet", ExpiresAt = Sample.Moment.AddDays(1) });
        await AddAsync("expired", account with { ExpiresAt = Sample.Moment.AddSeconds(-1) });
        await AddAsync("used", account);
        await AddAsync("revoked", account);
        using var raw = new RawSqlite(Server.Database);
        raw.Run("UPDATE invite SET uses = 1 WHERE number = (SELECT max(number) - 1 FROM invite)");
        raw.Run("UPDATE invite SET revoked_at = created_at WHERE number = (SELECT max(number) FROM invite)");
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private async Task AddAsync(string page, InviteTerms terms) =>
        Invites.Add(page, await Server.AddInviteAsync(terms, Sample.Moment.AddDays(-1)));
}
