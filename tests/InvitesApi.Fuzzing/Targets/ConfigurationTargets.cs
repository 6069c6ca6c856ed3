using System.Text;
using InvitesApi.PowerShell.Configuration;
using InvitesApi.Server.Configuration;
using InvitesApi.Server.Endpoints;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Hosting.Proxies;
using InvitesApi.Server.Invites;

namespace InvitesApi.Fuzzing.Targets;

/// <summary>Configuration files: each is a server's options, or has findings or a fault that say why not.</summary>
internal static class ConfigurationTargets
{
    // Nothing is there: what a file names is not opened.
    private const string Folder = "/nonexistent/invites-api/";

    private static readonly ConfigurationLayer Nothing = ConfigurationLayer.OfParameters([], (_, path) => path);

    /// <summary>Reads one in JSON.</summary>
    /// <param name="data">The file, in UTF-8.</param>
    public static void Json(byte[] data) => Run(Encoding.UTF8.GetString(data), "server.json", parse: null);

    /// <summary>Reads a PowerShell data file.</summary>
    /// <param name="data">The file, in UTF-8; what is long is passed over, as PowerShell takes minutes to refuse it.</param>
    public static void DataFile(byte[] data)
    {
        const int Longest = 4 * 1024;
        if (data.Length <= Longest)
        {
            Run(Encoding.UTF8.GetString(data), "server.psd1", DataFileParser.Parse);
        }
    }

    private static void Run(string text, string name, Func<string, ConfigurationNode>? parse)
    {
        var layer = ConfigurationLayer.OfText(Folder + name, text, parse);
        int lines = text.AsSpan().Count('\n') + text.AsSpan().Count('\r') + 1;
        Promise.That(layer.Findings.All(finding => finding.Line is >= 1 && finding.Line <= lines), "a finding is on a line of the file");
        Promise.That(layer.Findings.All(finding => finding.Message.Length > 0), "a finding says something");
        try
        {
            InviteServerOptions options = ServerConfiguration.Build(layer, Nothing, () => "invites.db");
            Promise.That(layer.Findings.Count == 0, "no options come of a file with findings");
            _ = ProxyList.Parse(options.TrustedProxies);
            foreach (VirtualHostOptions host in options.VirtualHosts)
            {
                _ = InvitePageTemplate.Parse(host.InvitePage, host.Name);
                _ = HttpPaths.Parse(Resource.All, host.Paths, host.Name);
                _ = new Cors(host.Cors);
            }
        }
        catch (InviteException)
        {
            // Refused, as it should be.
        }
    }
}
