using System.Text;
using System.Text.RegularExpressions;
using InvitesApi.Server.Hosting;
using InvitesApi.Server.Invites;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Support;

/// <summary>A server whose account server is in memory, and a visitor of its form.</summary>
internal sealed partial class RegisterFixture : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private RegisterFixture(TestServer server, PretendedAccountServer accounts, FakeTimeProvider time)
    {
        Server = server;
        Accounts = accounts;
        Time = time;
    }

    public TestServer Server { get; }

    public PretendedAccountServer Accounts { get; }

    public FakeTimeProvider Time { get; }

    public static InviteTerms Terms => new() { VirtualHost = Sample.Host, ExpiresAt = Sample.Moment.AddDays(7) };

    /// <summary>Starts one.</summary>
    /// <param name="attempts">How often a client may send the form in a minute.</param>
    public static async Task<RegisterFixture> StartAsync(int attempts = 1000)
    {
        var accounts = new PretendedAccountServer();
        var time = new FakeTimeProvider(Sample.Moment);
        return new RegisterFixture(
            await TestServer.StartAsync(new TestServerOptions
            {
                Hosts = [new(Sample.Host), new(Sample.OtherHost)],
                Accounts = new AccountsOptions("pretended") { Instead = accounts, AttemptsPerMinute = attempts },
                Time = time,
            }),
            accounts,
            time);
    }

    public Task<Invite> InviteAsync(InviteTerms? terms = null) => Server.AddInviteAsync(terms ?? Terms);

    /// <summary>Asks for the form.</summary>
    public Task<Answer> GetAsync(string token, string more = "") => Server.SendAsync($"GET /register?t={token}{more}");

    /// <summary>Asks for the form, fills it in and sends it.</summary>
    public async Task<Answer> RegisterAsync(Invite invite, string username = "juliet", string password = Password, string more = "")
    {
        string secret = SecretOf(await GetAsync(invite.Token));
        return await PostAsync(Body(invite.Token, username, password, secret) + more, $"Cookie: register={secret}");
    }

    /// <summary>Sends a form as it is.</summary>
    /// <param name="body">The fields.</param>
    /// <param name="headers">Header lines.</param>
    public async Task<Answer> PostAsync(string body, params string[] headers)
    {
        string type = Array.Exists(headers, line => line.StartsWith("Content-Type:", StringComparison.Ordinal))
            ? string.Empty
            : "Content-Type: application/x-www-form-urlencoded\r\n";
        string lines = string.Concat(headers.Select(line => line + "\r\n"));
        Answer? answer = await Wire.AskAsync(
            Server.Port,
            $"POST /register HTTP/1.1\r\nHost: {Sample.Host}\r\nConnection: close\r\n{type}{lines}"
            + $"Content-Length: {Encoding.Latin1.GetByteCount(body)}\r\n\r\n{body}");
        Assert.NotNull(answer);
        return answer;
    }

    /// <summary>The fields of the form.</summary>
    public static string Body(string token, string username, string password, string secret) =>
        $"user={Uri.EscapeDataString(username)}&password={Uri.EscapeDataString(password)}&token={token}&app_id=gajim&secret={secret}";

    /// <summary>What the form of an answer proves itself with.</summary>
    public static string SecretOf(Answer form) => Secret().Match(form.Body).Groups["secret"].Value;

    /// <summary>Asks a server in another process for the form, fills it in and sends it; null where that is killed meanwhile.</summary>
    public static async Task<Answer?> SendAsync(int port, Invite invite, string username)
    {
        const string Head = "HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n";
        Answer? form = await Wire.AskAsync(port, $"GET /register?t={invite.Token} {Head}\r\n");
        string secret = SecretOf(form!);
        string body = Body(invite.Token, username, Password, secret);
        return await Wire.AskAsync(
            port,
            $"POST /register {Head}Cookie: register={secret}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            + $"Content-Length: {Encoding.Latin1.GetByteCount(body)}\r\n\r\n{body}");
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    [GeneratedRegex("name=\"secret\" value=\"(?<secret>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secret();
}
