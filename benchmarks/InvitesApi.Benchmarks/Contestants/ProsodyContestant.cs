using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using InvitesApi.Benchmarks.Load;

namespace InvitesApi.Benchmarks.Contestants;

/// <summary>
/// A real Prosody with mod_invites_api (Debian: prosody, prosody-modules, lua-dbi-sqlite3), in a folder of its own on loopback.
/// </summary>
internal sealed class ProsodyContestant : IContestant
{
    public const string Sqlite = "sql";
    public const string Internal = "internal";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder;
    private readonly int _port = FreePort();
    private Process? _process;

    private ProsodyContestant(string name, string folder, string storage)
    {
        Name = name;
        _folder = folder;
        Storage = storage == Sqlite ? Path.Combine(folder, "prosody.sqlite") : folder;
        Directory.CreateDirectory(Path.Combine(folder, "certs")); // it complains where there is none
        File.WriteAllText(ConfigurationPath, Configuration(storage));
    }

    /// <summary>Whether there is one on this machine.</summary>
    public static bool IsInstalled { get; } = Programs.IsInstalled("prosody") && Programs.IsInstalled("prosodyctl");

    public string Name { get; }

    public int ProcessId => _process!.Id;

    public LoadTarget Invites { get; private set; } = null!;

    public LoadTarget Refused => Asking(Serving.UnknownKey) with { IsRefused = true };

    // mod_http_admin_api takes tokens of sessions, which nothing in Debian's prosodyctl makes.
    public LoadTarget? Lists => null;

    public string? Storage { get; }

    private string ConfigurationPath => Path.Combine(_folder, "prosody.cfg.lua");

    /// <summary>Starts one.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="folder">Where it keeps all it has.</param>
    /// <param name="storage"><see cref="Sqlite"/> or <see cref="Internal"/>.</param>
    public static async Task<ProsodyContestant> StartAsync(string name, string folder, string storage)
    {
        var prosody = new ProsodyContestant(name, folder, storage);
        prosody._process = Process.Start(new ProcessStartInfo("prosody", ["--config", prosody.ConfigurationPath, "-F"])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
        })!;
        AppDomain.CurrentDomain.ProcessExit += prosody.End; // it would outlive a run that is broken off
        await prosody.WhenListeningAsync();
        prosody.Invites = prosody.Asking(await prosody.MakeKeyAsync());
        return prosody;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null)
        {
            return;
        }

        AppDomain.CurrentDomain.ProcessExit -= End;
        using (Process kill = Process.Start("kill", ["-TERM", ProcessId.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    // In the query: a Bearer header without a query is answered 500 by Prosody.
    private LoadTarget Asking(string key) => new(new Uri($"http://127.0.0.1:{_port}/invites_api?key={key}"));

    private async Task<string> MakeKeyAsync()
    {
        string[] arguments = ["--config", ConfigurationPath, "mod_invites_api", "create", Serving.Host, "benchmark"];
        using Process process = Process.Start(new ProcessStartInfo("prosodyctl", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        string output = (await process.StandardOutput.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        return output.Split('\n')[^1];
    }

    private void End(object? sender, EventArgs exit) => _process?.Kill();

    private async Task WhenListeningAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await ListensAsync(limit.Token))
        {
            if (_process!.HasExited)
            {
                throw new InvalidOperationException($"{Name} has ended; its configuration is {ConfigurationPath}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }

    private async Task<bool> ListensAsync(CancellationToken cancellation)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, _port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private string Configuration(string storage) =>
        $$"""
        run_as_root = true
        pidfile = "{{_folder}}/prosody.pid"
        data_path = "{{_folder}}"
        interfaces = { "127.0.0.1" }
        http_ports = { {{_port}} }
        http_interfaces = { "127.0.0.1" }
        http_default_host = "{{Serving.Host}}"
        https_ports = { }
        c2s_ports = { }
        c2s_direct_tls_ports = { }
        s2s_ports = { }
        component_ports = { }
        storage = "{{storage}}"
        sql = { driver = "SQLite3", database = "prosody.sqlite" }
        log = { { levels = { min = "error" }, to = "console" } }
        authentication = "internal_hashed"
        modules_enabled = { "http", "invites", "invites_api", "invites_page" }
        modules_disabled = { "s2s", "tls" }
        VirtualHost "{{Serving.Host}}"

        """;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
