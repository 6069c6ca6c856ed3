using System.Net;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Hosting.Listening;
using InvitesApi.Server.Hosting.Logging;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Pages;
using InvitesApi.Server.Storage;

namespace InvitesApi.Server.Tests.Support;

/// <summary>
/// A server on a free port of loopback, with a database of its own and another handle to it, as the shell of an administrator has. The one
/// place of the tests that knows how a server is started.
/// </summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly InviteServer _server;
    private readonly IInviteDatabase _shell;

    private TestServer(TemporaryFolder folder, InviteServer server)
    {
        _folder = folder;
        _server = server;
        _shell = InviteDatabase.Open(server.Database);
    }

    public string Database => _server.Database;

    public IReadOnlyList<Uri> Uris => _server.Uris;

    public int Port => Uris[0].Port;

    public Task Completion => _server.Completion;

    /// <summary>Starts one.</summary>
    public static async Task<TestServer> StartAsync(TestServerOptions? options = null)
    {
        options ??= new TestServerOptions();
        var folder = new TemporaryFolder();
        try
        {
            return new TestServer(folder, await StartAsync(options, options.Database ?? folder["invites.db"]));
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Fails to start one.</summary>
    public static Task<InviteException> FailAsync(TestServerOptions options) =>
        Assert.ThrowsAsync<InviteException>(async () => await (await StartAsync(options)).DisposeAsync());

    /// <summary>Takes a key over from elsewhere.</summary>
    public async Task AddKeyAsync(string key = SampleKeys.New, string host = Sample.Host, ApiKeyMethods methods = ApiKeyMethods.All) =>
        Assert.True(await _shell.TryAddKeyAsync(
            Sample.Key(host, methods: methods, text: key), TestContext.Current.CancellationToken));

    public async Task RemoveKeyAsync(string key, string host = Sample.Host) => Assert.True(await _shell.TryRemoveKeyAsync(
        host, key.Split('/')[0], Sample.Moment, TestContext.Current.CancellationToken));

    public ValueTask<Invite?> FindInviteAsync(string token) =>
        _shell.FindInviteAsync(token, TestContext.Current.CancellationToken);

    /// <summary>Sends a request over a connection of its own.</summary>
    /// <param name="request">Method and target, such as <c>GET /invites_api</c>.</param>
    /// <param name="host">The Host header.</param>
    /// <param name="authorization">The Authorization header, if there shall be one.</param>
    /// <param name="address">The address to connect to; 127.0.0.1 if nobody says.</param>
    public async Task<Answer> SendAsync(
        string request, string host = Sample.Host, string? authorization = null, IPAddress? address = null)
    {
        string credentials = authorization is null ? string.Empty : $"Authorization: {authorization}\r\n";
        Answer? answer = await Wire.AskAsync(
            Port, $"{request} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{credentials}\r\n", address);
        Assert.NotNull(answer);
        return answer;
    }

    /// <summary>Asks for an invite with a key that is good.</summary>
    public async Task<Answer> InviteAsync(string key = SampleKeys.New, string host = Sample.Host)
    {
        Answer answer = await SendAsync("GET /invites_api", host, $"Bearer {key}");
        Assert.Equal(201, answer.Status);
        return answer;
    }

    /// <summary>Makes an invite as an administrator does.</summary>
    public async Task<Invite> AddInviteAsync(InviteTerms terms, DateTimeOffset? created = null) => (await _shell.AddInvitesAsync(
        [terms], "shell/test", created ?? Sample.Moment, TestContext.Current.CancellationToken))[0];

    /// <summary>What the log has said since it was asked last.</summary>
    public IReadOnlyList<string> ReadLog()
    {
        var lines = new List<string>();
        while (_server.Log.TryRead(out LogLine? line))
        {
            lines.Add(line.Text);
        }

        return lines;
    }

    /// <summary>Waits until the log has said something.</summary>
    public async Task WhenLoggedAsync(string text)
    {
        await foreach (LogLine line in _server.Log.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            if (line.Text.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"The log has ended without '{text}'.");
    }

    /// <summary>Stops it, and waits for nothing that can be left.</summary>
    public Task HurryAsync() => _server.StopAsync(new CancellationToken(canceled: true));

    public Task StopAsync() => _server.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _shell.Dispose();
        _folder.Dispose();
    }

    private static Task<InviteServer> StartAsync(TestServerOptions options, string database) => InviteServer.StartAsync(
        new InviteServerOptions
        {
            VirtualHosts = [.. options.Hosts.Select(host => new VirtualHostOptions(host.Name)
            {
                ExternalUri = host.ExternalUri is null ? null : new Uri(host.ExternalUri, UriKind.RelativeOrAbsolute),
                InvitePage = host.InvitePage,
                Page = host.Page ?? new PageOptions(),
            })],
            Listeners = new ListenerOptions { Interfaces = options.Interfaces, Ports = [options.Port], AllowPlainHttp = true },
            Database = database,
            Accounts = options.Accounts,
            Component = options.Component,
            DatabaseWait = new DatabaseWait { Patience = options.Patience },
            ForgetInvitesAfter = options.ForgetAfter,
            Limits = options.StopTimeout is { } patience ? new LimitOptions { StopTimeout = patience } : new LimitOptions(),
            Time = options.Time,
        },
        TestContext.Current.CancellationToken);
}
