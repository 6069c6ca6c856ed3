using InvitesApi.Server.Pages.Apps;
using InvitesApi.Server.Pages.Languages;

namespace InvitesApi.Server.Pages;

/// <summary>The links of a page to itself and its kin. They carry on what the visitor chose.</summary>
/// <param name="Path">The path of the page, with the prefix that a proxy may have.</param>
/// <param name="Query">The query of this request.</param>
/// <param name="SetupApp">The app whose setup this page shows, or null.</param>
internal sealed record PageLinks(string Path, PageQuery Query, App? SetupApp = null)
{
    /// <summary>The folder of setup pages, below the page's path.</summary>
    public const string SetupFolder = "/setup/";

    /// <summary>The folder of files, below the page's path.</summary>
    public const string AssetFolder = "/static/";

    /// <summary>The path of the form that makes accounts; null: there is none for this invite.</summary>
    public string? RegisterPath { get; init; }

    /// <summary>Whether this page is that form, or what comes of it.</summary>
    public bool IsRegistration { get; init; }

    /// <summary>The form that makes an account.</summary>
    public string Register => RegisterPath + Query.WriteForRegistration();

    private string Here => SetupApp is null ? Path : Path + SetupFolder + SetupApp.Id;

    /// <summary>The page of the invite.</summary>
    public string Invite => Path + Query.Write();

    /// <summary>This page in another language.</summary>
    public string In(Language language)
    {
        PageQuery query = Query with { Language = language.Tag };
        return IsRegistration ? RegisterPath + query.WriteForRegistration() : Here + query.Write();
    }

    /// <summary>The form that makes an account, for who wants to go on with an app.</summary>
    public string RegisterFor(App? app) => (this with { Query = Query with { App = app?.Id ?? Query.App } }).Register;

    /// <summary>The page with the apps for a platform.</summary>
    public string For(Platform platform) => Path + (Query with { Platform = platform }).Write();

    /// <summary>How to set up an app.</summary>
    public string SetUp(App app) => Path + SetupFolder + app.Id + Query.Write();

    /// <summary>A file.</summary>
    public string To(PageAsset asset) => Path + AssetFolder + asset.Name;
}
