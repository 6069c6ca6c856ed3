using InvitesApi.Server.Pages.Apps;
using InvitesApi.Server.Pages.Languages;

namespace InvitesApi.Server.Pages.Views;

/// <summary>The head of an app: its picture, its name, what is said of it.</summary>
/// <param name="Page">The page that it is on.</param>
/// <param name="App">The app.</param>
/// <param name="Heading">The level at which its name heads what follows, 2 or 3; 0: it heads nothing.</param>
internal sealed record AppView(PageView Page, App App, int Heading)
{
    /// <summary>Whether it is the one to take by those who don't mind.</summary>
    public bool IsRecommended { get; init; }

    /// <summary>Its picture.</summary>
    public MarkView Mark => new(App.Name, Page.Site.ImageOf(App) is { } image ? Page.Links.To(image) : null);

    /// <summary>What is said of it: by the catalogue, else by the texts of the language; null: nothing.</summary>
    public string? Text => App.Text?.In(Language) ?? Language.Apps.GetValueOrDefault(App.Id);

    private Language Language => Page.Words.Language;
}
