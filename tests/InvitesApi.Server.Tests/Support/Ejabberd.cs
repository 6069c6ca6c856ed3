using System.Globalization;

namespace InvitesApi.Server.Tests.Support;

/// <summary>
/// A real ejabberd (Debian: ejabberd, erlang-p1-oauth2) on loopback, in a folder and with ports of its own: one Erlang
/// process without a node name, so that neither epmd nor another ejabberd has to do with it. It takes some seconds to start: tests share one (<see cref="SharedEjabberd"/>).
/// </summary>
public sealed class Ejabberd : IAsyncLifetime
{
    /// <summary>The component that it knows, and its secret.</summary>
    public const string Component = "invites." + Sample.Host;

    public const string Secret = "the component's secret";

    /// <summary>Who may use its API.</summary>
    public const string Admin = "admin@" + Sample.Host;

    public const string AdminPassword = "the administrator's password";

    private readonly TemporaryFolder _folder = new();
    private ServerProcess? _process;

    public Ejabberd()
    {
        int[] ports = FreePorts.Take(5);
        (ClientPort, ComponentPort, OpenApiPort, ApiPort, PlainClientPort) = (ports[0], ports[1], ports[2], ports[3], ports[4]);
        Authority.WriteNew(Sample.Host, _folder["host.pem"]);
        Authority.WriteNew("localhost", _folder["localhost.pem"]);
        File.WriteAllText(_folder["ejabberd.yml"], Configuration);
    }

    public int ClientPort { get; }

    /// <summary>Its port for clients without TLS, where what is sent can be read on its way.</summary>
    public int PlainClientPort { get; }

    public int ComponentPort { get; }

    /// <summary>Its API in plain text, for whoever comes from this machine.</summary>
    public int OpenApiPort { get; }

    /// <summary>Its API over TLS, for <see cref="Admin"/>.</summary>
    public int ApiPort { get; }

    /// <summary>Who signed its certificates.</summary>
    internal TestAuthority Authority { get; } = new();

    // The strength of a password in bits of entropy is for registration in band only.
    private string Configuration => string.Create(CultureInfo.InvariantCulture, $$$"""
        hosts: [{{{Sample.Host}}}]
        loglevel: info
        certfiles: ["{{{_folder["host.pem"]}}}", "{{{_folder["localhost.pem"]}}}"]
        listen:
          - {port: {{{ClientPort}}}, ip: "127.0.0.1", module: ejabberd_c2s, starttls_required: true}
          - {port: {{{PlainClientPort}}}, ip: "127.0.0.1", module: ejabberd_c2s}
          - {port: {{{ComponentPort}}}, ip: "127.0.0.1", module: ejabberd_service, hosts: {"{{{Component}}}": {password: "{{{Secret}}}"} } }
          - {port: {{{OpenApiPort}}}, ip: "127.0.0.1", module: ejabberd_http, request_handlers: {/api: mod_http_api}, tag: open}
          - {port: {{{ApiPort}}}, ip: "127.0.0.1", module: ejabberd_http, tls: true, request_handlers: {/api: mod_http_api}, tag: closed}
        auth_password_format: scram
        acl: {loopback: {ip: [127.0.0.0/8]}, admin: {user: ["{{{Admin}}}"]} }
        access_rules: {register: {allow: all}, trusted_network: {allow: loopback}}
        oauth_access: all
        registration_timeout: infinity
        api_permissions:
          "by address": {from: [{tag: open}], who: {ip: 127.0.0.1/8}, what: ["*"]}
          "by login":
            from: [{tag: closed}]
            who: {access: {allow: {acl: admin}}, oauth: {scope: "ejabberd:admin", access: {allow: {acl: admin} } } }
            what: ["*"]
        modules:
          mod_adhoc: {}
          mod_admin_extra: {}
          mod_disco: {}
          mod_http_api: {}
          mod_ping: {}
          mod_register: {ip_access: trusted_network, access: register, password_strength: 32}
          mod_roster: {}

        """);

    public async ValueTask InitializeAsync()
    {
        await StartAsync(CancellationToken.None);
        await CallAsync("register", new { user = "admin", host = Sample.Host, password = AdminPassword });
    }

    /// <summary>Starts it again, with the data it had.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        Dictionary<string, string> environment = new(StringComparer.Ordinal)
        {
            ["ERL_LIBS"] = "/usr/lib/x86_64-linux-gnu:/usr/lib/aarch64-linux-gnu",
            ["EJABBERD_CONFIG_PATH"] = _folder["ejabberd.yml"],
            ["EJABBERD_LOG_PATH"] = _folder["ejabberd.log"],
            ["HOME"] = _folder.Path,
        };
        _process = ServerProcess.Start(
            "erl", _folder.Path, environment, "-noinput", "-mnesia", "dir", $"\"{_folder["spool"]}\"", "-s", "ejabberd");
        await _process.WhenListeningAsync(cancellation, ClientPort, PlainClientPort, ComponentPort, OpenApiPort, ApiPort);
    }

    public async Task StopAsync()
    {
        if (_process is not null)
        {
            await _process.StopAsync();
            await _process.DisposeAsync();
            _process = null;
        }
    }

    /// <summary>What a command of its API returns.</summary>
    public async Task<string> CallAsync(string command, object arguments)
    {
        using var http = new HttpClient();
        using var body = new StringContent(System.Text.Json.JsonSerializer.Serialize(arguments));
        using HttpResponseMessage response = await http.PostAsync(new Uri($"http://127.0.0.1:{OpenApiPort}/api/{command}"), body);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return text;
    }

    /// <summary>Whether an account is there.</summary>
    public async Task<bool> HasAccountAsync(string username) =>
        await CallAsync("check_account", new { user = username, host = Sample.Host }) == "0";

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        Authority.Dispose();
        _folder.Dispose();
    }
}
