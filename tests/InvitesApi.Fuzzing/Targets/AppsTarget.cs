using InvitesApi.Server.Faults;
using InvitesApi.Server.Pages.Apps;

namespace InvitesApi.Fuzzing.Targets;

/// <summary>Catalogues of apps: refused with one fault, or of apps that a page can show.</summary>
internal static class AppsTarget
{
    /// <summary>Reads one.</summary>
    /// <param name="data">The file.</param>
    public static void Run(byte[] data)
    {
        try
        {
            IReadOnlyList<App> apps = AppCatalogueReader.Read(data, "apps.json");
            Promise.That(apps.Select(app => app.Id).Distinct(StringComparer.Ordinal).Count() == apps.Count, "an id is one app's");
            Promise.That(apps.All(app => app.Id.Length > 0 && app.Name.Length > 0), "apps have names");
            Promise.That(apps.All(app => app.Link is null or { Scheme: "http" or "https" }), "links are of the web");
        }
        catch (InviteException fault) when (fault.Fault == InviteFault.AppCatalogueInvalid)
        {
            // Refused, as it should be.
        }
    }
}
