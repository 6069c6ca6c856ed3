namespace InvitesApi.Server.Pages.Views;

/// <summary>A picture for an app, a site or a person: an image of the operator's, else a monogram.</summary>
/// <param name="Name">Whose.</param>
/// <param name="Image">The link to the image, or null.</param>
internal sealed record MarkView(string Name, string? Image)
{
    private const int Hues = 6;

    /// <summary>The letter of the monogram: the first that the name has, with what belongs to it.</summary>
    public string Letter => Name.Length == 0 ? "?" : System.Globalization.StringInfo.GetNextTextElement(Name).ToUpperInvariant();

    /// <summary>Which of the colours of page.css it has: always the same for a name.</summary>
    public int Hue => Name.Aggregate(0, (sum, letter) => ((sum * 31) + letter) % 9973) % Hues;
}
