using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting;
using InvitesApi.Server.Hosting.Hosts;

namespace InvitesApi.Server.Configuration.Checks;

/// <summary>Whether the virtual hosts can be served as they shall be.</summary>
internal static class HostCheck
{
    /// <summary>Checks them.</summary>
    /// <returns>Those that can be served.</returns>
    public static IReadOnlyList<(VirtualHostOptions Options, ServedHost Host)> Run(InviteServerOptions options, FindingList findings)
    {
        if (options.VirtualHosts.Count == 0)
        {
            findings.Warn("virtualHosts", "The file names no virtual hosts. Start-InviteApiServer needs -VirtualHost then.");
        }

        List<(VirtualHostOptions Options, ServedHost Host)> good = [];
        foreach (VirtualHostOptions host in options.VirtualHosts)
        {
            try
            {
                good.Add((host, new ServedHost(host)));
            }
            catch (InviteException fault)
            {
                findings.Refuse(SettingOf(fault, host), fault.Message, host.Name, fault.Target);
            }
        }

        if (good.Count > 0)
        {
            findings.Try("virtualHosts", () => _ = new HostDirectory([.. good.Select(host => host.Host)]));
        }

        return good;
    }

    private static string SettingOf(InviteException fault, VirtualHostOptions host) => fault.Fault switch
    {
        InviteFault.HttpPathInvalid => "httpPaths",
        InviteFault.ExternalUriInvalid => "externalUri",
        InviteFault.InvitePageTemplateInvalid => "invitePage",
        InviteFault.PageFolderInvalid => "pageFolder",
        InviteFault.AppCatalogueInvalid => "appCatalogue",
        InviteFault.AppUnknown when host.Page.HideApps.Contains(fault.Target as string, StringComparer.Ordinal) => "hideApps",
        InviteFault.AppUnknown => "showApps",
        InviteFault.CorsInvalid when host.Cors.Methods.Contains(fault.Target as string, StringComparer.Ordinal) => "corsMethods",
        InviteFault.CorsInvalid when host.Cors.Headers.Contains(fault.Target as string, StringComparer.Ordinal) => "corsHeaders",
        InviteFault.CorsInvalid => "corsOrigins",
        _ when host.HttpHost is not null && fault.Target as string == host.HttpHost => "httpHost",
        _ => "virtualHosts",
    };
}
