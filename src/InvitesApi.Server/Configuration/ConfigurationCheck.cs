using InvitesApi.Server.Configuration.Checks;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Files;
using InvitesApi.Server.Hosting;
using InvitesApi.Server.Hosting.Hosts;

namespace InvitesApi.Server.Configuration;

/// <summary>Tells what is wrong with a configuration file, without starting a server.</summary>
public static class ConfigurationCheck
{
    /// <summary>Checks a file: its form, what its values mean together, certificates, ports, database and access log.</summary>
    /// <param name="file">The file.</param>
    /// <param name="database">Where the database is if the file doesn't say.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>All that was found; where the form is wrong, only that.</returns>
    public static async Task<IReadOnlyList<ConfigurationFinding>> RunAsync(
        ConfigurationLayer file, Func<string> database, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Findings.Count > 0)
        {
            return file.Findings;
        }

        var findings = new FindingList(file);
        if (Build(file, database, findings) is { } options)
        {
            IReadOnlyList<(VirtualHostOptions Options, ServedHost Host)> hosts = HostCheck.Run(options, findings);
            CertificateCheck.Run(options, hosts, findings);
            ListenerCheck.Run(options, HasCertificate(options), findings);
            await StorageCheck.RunAsync(options, findings, cancellation);
            WarnOfRights(file.File, options, findings);
        }

        return findings.Findings;
    }

    private static void WarnOfRights(string file, InviteServerOptions options, FindingList findings)
    {
        // What is no database of ours may be anybody's file.
        bool isUsable = !findings.Findings.Any(finding => finding is { IsError: true, Setting: "database" });
        foreach (string message in isUsable ? ExposedFiles.OfDatabase(options.Database) : [])
        {
            findings.Warn("database", message);
        }

        foreach (string message in options.Operation.AccessLog is { } log ? ExposedFiles.OfAccessLog(log) : [])
        {
            findings.Warn("accessLog", message);
        }

        foreach (string message in ExposedFiles.OfConfiguration(file))
        {
            findings.WarnOfWhole(message);
        }
    }

    private static bool HasCertificate(InviteServerOptions options) =>
        options.VirtualHosts.Select(host => host.Certificate).Append(options.Certificate).Any(certificate => certificate is not null);

    private static InviteServerOptions? Build(ConfigurationLayer file, Func<string> database, FindingList findings)
    {
        try
        {
            return ServerConfiguration.Build(file, ConfigurationLayer.OfParameters([], (_, path) => path), database);
        }
        catch (InviteException fault)
        {
            findings.Refuse(SettingOf(fault), fault.Message);
            return null;
        }
    }

    private static string SettingOf(InviteException fault) => fault.Fault switch
    {
        InviteFault.VirtualHostNotServed => "defaultHost",
        InviteFault.SettingMissing when fault.Target is string setting => setting,
        _ => "database",
    };
}
