using System.Collections.Frozen;
using System.Reflection;
using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Pages.Apps;

/// <summary>The apps that a site names, in the order in which they are shown.</summary>
internal sealed class AppCatalogue
{
    private const string Resource = "Pages/apps.json";

    /// <summary>The catalogue of the program: apps that are kept up, with what they could do in November 2026.</summary>
    public static readonly AppCatalogue BuiltIn = new(ReadBuiltIn());

    private readonly FrozenDictionary<string, App> _byId;

    private AppCatalogue(IReadOnlyList<App> apps)
    {
        Apps = apps;
        _byId = apps.ToFrozenDictionary(app => app.Id, StringComparer.Ordinal);
    }

    /// <summary>The apps.</summary>
    public IReadOnlyList<App> Apps { get; }

    /// <summary>Reads an operator's file.</summary>
    /// <param name="path">The file: Prosody's <c>site_apps</c> as JSON, or ejabberd's <c>apps.json</c>.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.AppCatalogueInvalid"/>, with what is wrong.</exception>
    public static AppCatalogue Load(string path)
    {
        try
        {
            return new AppCatalogue(AppCatalogueReader.Read(File.ReadAllBytes(path), path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw AppCatalogueFault.Of(path, "it can't be read", error);
        }
    }

    /// <summary>The app of an id; null where there is none.</summary>
    public App? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The apps for a platform.</summary>
    public IEnumerable<App> For(Platform platform) => Apps.Where(app => app.Platforms.Contains(platform));

    /// <summary>Those of these apps that a site wants (Prosody's <c>site_apps_show</c> and <c>site_apps_hide</c>).</summary>
    /// <param name="show">The ids of those to show, in their order; none: all.</param>
    /// <param name="hide">The ids of those not to show.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.AppUnknown"/>.</exception>
    public AppCatalogue Select(IReadOnlyList<string> show, IReadOnlyList<string> hide)
    {
        if (show.Concat(hide).FirstOrDefault(id => !_byId.ContainsKey(id)) is { } unknown)
        {
            throw new InviteException(
                InviteFault.AppUnknown,
                $"The catalogue has no app '{unknown}'. It has {string.Join(", ", Apps.Select(app => app.Id))}.",
                unknown);
        }

        IEnumerable<App> shown = show.Count == 0 ? Apps : show.Distinct(StringComparer.Ordinal).Select(id => _byId[id]);
        return new AppCatalogue([.. shown.Where(app => !hide.Contains(app.Id, StringComparer.Ordinal))]);
    }

    private static IReadOnlyList<App> ReadBuiltIn()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return AppCatalogueReader.Read(content.ToArray(), Resource);
    }
}
