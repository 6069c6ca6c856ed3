using System.Collections.Frozen;
using System.Text;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Pages.Apps;
using InvitesApi.Server.Pages.Folder;
using InvitesApi.Server.Pages.Languages;

namespace InvitesApi.Server.Pages;

/// <summary>What the pages of one virtual host have in common; it is made once.</summary>
internal sealed class PageSite
{
    // The first requests for invites have the machine to themselves.
    private static readonly TimeSpan UntilWarm = TimeSpan.FromSeconds(1);

    private readonly PageFolder _folder;
    private readonly FrozenDictionary<string, PageAsset> _assets;

    /// <summary>Reads what the options name.</summary>
    /// <param name="options">The options.</param>
    /// <param name="host">The virtual host, in Unicode.</param>
    /// <exception cref="InviteException">The folder or the catalogue can't be used, or an app is not in it.</exception>
    public PageSite(PageOptions options, string host)
    {
        Host = host;
        _folder = PageFolder.Load(options.Folder);
        Name = options.SiteName ?? _folder.Settings.SiteName ?? host;
        Languages = LanguageSet.BuiltIn.With(_folder.Texts);
        Language = Languages.Find(_folder.Settings.Language ?? "en")!;
        AppCatalogue apps = options.AppCatalogue is { } file ? AppCatalogue.Load(file) : _folder.Apps ?? AppCatalogue.BuiltIn;
        Apps = apps.Select(options.ShowApps, options.HideApps);
        Style = PageAsset.Of("page.css", Encoding.UTF8.GetBytes(PageStyle.For(_folder)));
        _assets = _folder.Images.Values.Append(Style).Append(PageScript.Register).Concat(_folder.Logo is { } logo ? [logo] : [])
            .DistinctBy(asset => asset.Name, StringComparer.Ordinal)
            .ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);
    }

    /// <summary>
    /// Has it made at its first use, or when the server has been up for a moment: to read languages and apps would be a third of its start
    /// (docs/performance.md). What an operator has of their own is read at once, so that a mistake in it is told at the start.
    /// </summary>
    /// <inheritdoc cref="PageSite(PageOptions, string)"/>
    public static Lazy<PageSite> Prepare(PageOptions options, string host)
    {
        var site = new Lazy<PageSite>(() => new PageSite(options, host));
        if (options.IsProgramsOwn)
        {
            _ = WarmAsync(site);
        }
        else
        {
            _ = site.Value;
        }

        return site;
    }

    /// <summary>The virtual host.</summary>
    public string Host { get; }

    /// <summary>The name of the site.</summary>
    public string Name { get; }

    /// <summary>The languages that there are.</summary>
    public LanguageSet Languages { get; }

    /// <summary>The language for visitors who want none of them.</summary>
    public Language Language { get; }

    /// <summary>The apps.</summary>
    public AppCatalogue Apps { get; }

    /// <summary>The style sheet.</summary>
    public PageAsset Style { get; }

    /// <summary>The logo; null: a monogram.</summary>
    public PageAsset? Logo => _folder.Logo;

    /// <summary>The image of an app; null: a monogram.</summary>
    public PageAsset? ImageOf(App app) => app.Image is { } image ? _folder.Images.GetValueOrDefault(image) : null;

    /// <summary>A file by its name; null where there is none.</summary>
    public PageAsset? FindAsset(string name) => _assets.GetValueOrDefault(name);

    private static async Task WarmAsync(Lazy<PageSite> site)
    {
        await Task.Delay(UntilWarm);
        _ = site.Value;
    }
}
