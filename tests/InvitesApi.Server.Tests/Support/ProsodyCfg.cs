using System.Globalization;
using System.Text;

namespace InvitesApi.Server.Tests.Support;

/// <summary>What a Prosody of a test is like; its prosody.cfg.lua. Change what a test is about, and start it with that.</summary>
internal sealed class ProsodyCfg
{
    /// <summary>The virtual host.</summary>
    public string Host { get; init; } = Sample.Host;

    /// <summary>The modules, of the whole invite suite and what it stands on.</summary>
    public List<string> Modules { get; } =
    [
        "roster", "saslauth", "tls", "disco", "ping", "presence", "message", "iq", "c2s", "admin_shell", "component",
        "invites", "invites_api", "invites_page", "invites_register", "invites_adhoc", "register_ibr",
    ];

    /// <summary>The domain of the certificate; null for none, so that no TLS is offered.</summary>
    public string? CertificateFor { get; set; } = Sample.Host;

    /// <summary>Whether accounts are made by invite only.</summary>
    public bool InviteOnly { get; set; }

    /// <summary>External components: domain and secret.</summary>
    public Dictionary<string, string> Components { get; } = new(StringComparer.Ordinal);

    /// <summary>Lines for all hosts.</summary>
    public List<string> Global { get; } = [];

    /// <summary>Lines for the virtual host.</summary>
    public List<string> OfHost { get; } = [];

    /// <summary>The file.</summary>
    public string Text(Prosody prosody)
    {
        var text = new StringBuilder();
        void Line(string name, string value) => text.Append(CultureInfo.InvariantCulture, $"{name} = {value}\n");
        string Ports(params int[] ports) => $"{{ {string.Join(", ", ports)} }}";
        Line("run_as_root", "true");
        Line("pidfile", Lua(prosody["prosody.pid"]));
        Line("data_path", Lua(prosody["data"]));
        Line("certificates", Lua(prosody["certs"]));
        Line("interfaces", "{ \"127.0.0.1\" }");
        Line("local_interfaces", "{ \"127.0.0.1\" }");
        Line("c2s_ports", Ports(prosody.ClientPort));
        Line("c2s_direct_tls_ports", CertificateFor is null ? Ports() : Ports(prosody.DirectTlsPort));
        Line("component_ports", Ports(prosody.ComponentPort));
        Line("http_ports", Ports(prosody.HttpPort));
        Line("http_interfaces", "{ \"127.0.0.1\" }");
        Line("s2s_ports", Ports());
        Line("https_ports", Ports());
        Line("legacy_ssl_ports", Ports());
        Line("storage", "\"sql\"");
        Line("sql", "{ driver = \"SQLite3\", database = \"prosody.sqlite\" }");
        Line("log", "{ { levels = { min = \"info\" }, to = \"console\" } }");
        Line("authentication", "\"internal_hashed\"");
        Line("allow_registration", "true");
        Line("c2s_require_encryption", CertificateFor is null ? "false" : "true");
        Line("registration_invite_only", InviteOnly ? "true" : "false");
        Line("modules_enabled", $"{{ {string.Join(", ", Modules.Select(Lua))} }}");
        Line("modules_disabled", CertificateFor is null ? "{ \"s2s\", \"tls\" }" : "{ \"s2s\" }");
        Global.ForEach(line => text.Append(line).Append('\n'));
        text.Append(CultureInfo.InvariantCulture, $"VirtualHost {Lua(Host)}\n");
        if (CertificateFor is not null)
        {
            Line("  ssl", $"{{ certificate = {Lua(prosody[$"certs/{Host}.crt"])}, key = {Lua(prosody[$"certs/{Host}.key"])} }}");
        }

        OfHost.ForEach(line => text.Append("  ").Append(line).Append('\n'));
        foreach ((string name, string secret) in Components)
        {
            text.Append(CultureInfo.InvariantCulture, $"Component {Lua(name)}\n  component_secret = {Lua(secret)}\n");
        }

        return text.ToString();
    }

    private static string Lua(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
