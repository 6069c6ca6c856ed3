using System.Diagnostics;

namespace InvitesApi.Server.Tests.Support;

/// <summary>
/// A real Prosody (Debian: prosody, prosody-modules, lua-dbi-sqlite3) on loopback, with SQLite storage, in a folder and
/// with ports of its own.
/// </summary>
internal sealed class Prosody : IAsyncDisposable
{
    private static readonly Dictionary<string, string> NoEnvironment = [];

    private readonly TemporaryFolder _folder = new();
    private readonly ProsodyCfg _cfg;
    private ServerProcess? _process;

    private Prosody(ProsodyCfg cfg)
    {
        _cfg = cfg;
        int[] ports = FreePorts.Take(4);
        (ClientPort, DirectTlsPort, ComponentPort, HttpPort) = (ports[0], ports[1], ports[2], ports[3]);
        Directory.CreateDirectory(this["data"]);
        Directory.CreateDirectory(this["certs"]);
        if (cfg.CertificateFor is not null)
        {
            Authority.WriteNew(cfg.CertificateFor, this[$"certs/{cfg.Host}.crt"], this[$"certs/{cfg.Host}.key"]);
        }

        File.WriteAllText(ConfigurationPath, cfg.Text(this));
    }

    public int ClientPort { get; }

    public int DirectTlsPort { get; }

    public int ComponentPort { get; }

    public int HttpPort { get; }

    /// <summary>Who signed its certificate.</summary>
    public TestAuthority Authority { get; } = new();

    /// <summary>What it has logged.</summary>
    public string Output => _process?.Output ?? string.Empty;

    /// <summary>Its storage.</summary>
    public string DatabasePath => this["data/prosody.sqlite"];

    private string ConfigurationPath => this["prosody.cfg.lua"];

    /// <summary>The path of a file of it.</summary>
    public string this[string name] => _folder[name];

    /// <summary>Starts one.</summary>
    public static async Task<Prosody> StartAsync(ProsodyCfg cfg, CancellationToken cancellation)
    {
        var prosody = new Prosody(cfg);
        try
        {
            await prosody.StartAsync(cancellation);
            return prosody;
        }
        catch
        {
            await prosody.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again, with the data it had.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        _process = ServerProcess.Start("prosody", _folder.Path, NoEnvironment, "--config", ConfigurationPath, "-F");
        await _process.WhenListeningAsync(
            cancellation,
            [
                ClientPort,
                HttpPort,
                .. _cfg.Components.Count > 0 ? (int[])[ComponentPort] : [],
                .. _cfg.CertificateFor is null ? (int[])[] : [DirectTlsPort],
            ]);
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

    /// <summary>What <c>prosodyctl</c> says to a command.</summary>
    public async Task<string> CtlAsync(CancellationToken cancellation, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("prosodyctl", ["--config", ConfigurationPath, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> complaints = process.StandardError.ReadToEndAsync(cancellation);
        string output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        Assert.True(process.ExitCode == 0, $"prosodyctl {string.Join(' ', arguments)}: {output} {await complaints}");
        return output.Trim();
    }

    /// <summary>Makes an account.</summary>
    public Task RegisterAsync(string username, string password, CancellationToken cancellation) =>
        CtlAsync(cancellation, "register", username, _cfg.Host, password);

    /// <summary>Whether an account is there.</summary>
    public bool HasAccount(string username)
    {
        using var file = new RawSqlite(DatabasePath);
        return (long)file.Scalar($"SELECT count(*) FROM prosody WHERE store = 'accounts' AND user = '{username}'")! > 0;
    }

    /// <summary>Makes an account invite, or with <c>--reset USER</c> another, and returns its token.</summary>
    public async Task<string> InviteAsync(CancellationToken cancellation, params string[] options)
    {
        string output = await CtlAsync(cancellation, ["mod_invites", "generate", _cfg.Host, .. options]);
        string uri = output.Split('\n')[^1].Trim();
        return uri[(uri.LastIndexOfAny(['?', '=']) + 1)..];
    }

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
