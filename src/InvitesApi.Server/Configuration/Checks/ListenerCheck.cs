using System.Net.Sockets;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting;
using InvitesApi.Server.Hosting.Listening;
using InvitesApi.Server.Hosting.Proxies;

namespace InvitesApi.Server.Configuration.Checks;

/// <summary>Whether the server may listen where it shall, and whether nobody does yet.</summary>
internal static class ListenerCheck
{
    /// <summary>Checks it, by listening for a moment.</summary>
    public static void Run(InviteServerOptions options, bool hasCertificate, FindingList findings)
    {
        ListenerOptions listeners = options.Listeners;
        findings.Try("trustedProxies", () =>
        {
            var proxies = ProxyList.Parse(options.TrustedProxies);
            findings.Try("interfaces", () => PlainHttp.RequireSafe(listeners, proxies));
        });
        IReadOnlyList<int> tls = [];
        findings.Try("tlsPorts", () => tls = Listener.TlsPorts(listeners, hasCertificate));
        IReadOnlyList<int> management = listeners.ManagementPort is { } port ? [port] : [];
        RefuseShared(listeners.PlainPorts, tls, "tlsPorts", findings);
        RefuseShared([.. listeners.PlainPorts, .. tls], management, "managementPort", findings);
        TryPorts("ports", listeners.PlainPorts, listeners.Interfaces, "interfaces", findings);
        TryPorts("tlsPorts", tls, listeners.TlsInterfaces, "tlsInterfaces", findings);
        TryPorts("managementPort", management, [ListenerOptions.Localhost], "managementPort", findings);
        foreach (string path in listeners.UnixSockets)
        {
            TryBind("unixSockets", "unixSockets", findings, () =>
            {
                UnixBinder.Bind(path, listeners.UnixSocketMode).Dispose();
                File.Delete(path);
            });
        }
    }

    private static void RefuseShared(IReadOnlyList<int> ports, IReadOnlyList<int> others, string setting, FindingList findings)
    {
        foreach (int port in others.Where(port => port != 0 && ports.Contains(port)))
        {
            findings.Refuse(setting, $"Port {port} is there twice. Give each listener its own.", value: port);
        }
    }

    private static void TryPorts(
        string setting, IReadOnlyList<int> ports, IReadOnlyList<string> interfaces, string ofInterfaces, FindingList findings)
    {
        string[] names = [.. interfaces.Distinct(StringComparer.OrdinalIgnoreCase)];
        foreach (int port in ports.Distinct())
        {
            TryBind(setting, ofInterfaces, findings, () =>
            {
                foreach (Socket socket in TcpBinder.Bind(names, port).Sockets)
                {
                    socket.Dispose();
                }
            });
        }
    }

    // Who checks a file before a restart has a server that listens with it.
    private static void TryBind(string setting, string ofInterfaces, FindingList findings, Action bind)
    {
        try
        {
            bind();
        }
        catch (InviteException fault) when (fault.Fault == InviteFault.ListenerPortInUse)
        {
            findings.Warn(setting, $"{fault.Message} If that is a server that this one shall replace, all is well.", value: fault.Target);
        }
        catch (InviteException fault)
        {
            findings.Refuse(ofInterfaces, fault.Message, value: fault.Target);
        }
    }
}
