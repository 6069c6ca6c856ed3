using InvitesApi.Server.Faults;
using InvitesApi.Server.Pages.Apps;
using InvitesApi.Server.Pages.Languages;

namespace InvitesApi.Server.Pages.Folder;

/// <summary>
/// A folder with what an operator has of their own: <c>page.json</c> (<see cref="PageSettings"/>), <c>texts/TAG.json</c>
/// (<see cref="LanguageFile"/>),
/// <c>logo.svg</c> or another image, <c>apps.json</c> (<see cref="AppCatalogue"/>), <c>images/</c> for it, and <c>style.css</c>, which
/// comes after our own.
/// None of them need be there; what is, is read and checked once.
/// </summary>
internal sealed class PageFolder
{
    /// <summary>A folder that has nothing.</summary>
    public static readonly PageFolder Empty = new();

    private PageFolder()
    {
    }

    private PageFolder(PageFolderReader reader)
    {
        Settings = reader.ReadSettings();
        Texts = reader.ReadTexts();
        reader.CheckLanguage(Settings, Texts);
        Style = reader.ReadStyle();
        Logo = reader.ReadImages(string.Empty).FirstOrDefault(image => Path.GetFileNameWithoutExtension(image.Key) == "logo").Value;
        Images = reader.ReadImages("images");
        Apps = reader.ReadApps();
    }

    /// <summary>Name, language and colours.</summary>
    public PageSettings Settings { get; } = new();

    /// <summary>Texts in place of our own, by the tags of languages.</summary>
    public IReadOnlyDictionary<string, LanguageFile> Texts { get; } = new Dictionary<string, LanguageFile>(StringComparer.Ordinal);

    /// <summary>Style that comes after our own.</summary>
    public string Style { get; } = string.Empty;

    /// <summary>The logo; null: a monogram is drawn.</summary>
    public PageAsset? Logo { get; }

    /// <summary>Images of apps, by the names of their files.</summary>
    public IReadOnlyDictionary<string, PageAsset> Images { get; } = new Dictionary<string, PageAsset>(StringComparer.Ordinal);

    /// <summary>The apps; null: the program's own.</summary>
    public AppCatalogue? Apps { get; }

    /// <summary>Reads one.</summary>
    /// <param name="path">The folder; null: none.</param>
    /// <exception cref="InviteException">
    /// <see cref="InviteFault.PageFolderInvalid"/> or <see cref="InviteFault.AppCatalogueInvalid"/>, with the file and what is wrong in it.
    /// </exception>
    public static PageFolder Load(string? path) => path is null ? Empty : new PageFolder(new PageFolderReader(path));
}
