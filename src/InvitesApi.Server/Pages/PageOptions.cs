namespace InvitesApi.Server.Pages;

/// <summary>What a virtual host's invite page shows.</summary>
public sealed record PageOptions
{
    /// <summary>The ids of the apps in the program's own catalogue.</summary>
    public static IReadOnlyList<string> KnownApps => [.. Apps.AppCatalogue.BuiltIn.Apps.Select(app => app.Id)];

    /// <summary>The name of the site; null: that of the folder's settings, else the host (Prosody's <c>site_name</c>).</summary>
    public string? SiteName { get; init; }

    /// <summary>A folder with the operator's own texts, colours, logo and apps; see <see cref="Pages.Folder.PageFolder"/>.</summary>
    public string? Folder { get; init; }

    /// <summary>A file with apps (<c>site_apps</c>); null: that of the folder, else the program's own.</summary>
    public string? AppCatalogue { get; init; }

    /// <summary>The ids of the apps to show, in their order; none: all (<c>site_apps_show</c>).</summary>
    public IReadOnlyList<string> ShowApps { get; init; } = [];

    /// <summary>The ids of apps not to show (<c>site_apps_hide</c>).</summary>
    public IReadOnlyList<string> HideApps { get; init; } = [];

    /// <summary>Whether all that is shown but the name is the program's own, in which there is no mistake.</summary>
    internal bool IsProgramsOwn => Folder is null && AppCatalogue is null && ShowApps.Count == 0 && HideApps.Count == 0;
}
