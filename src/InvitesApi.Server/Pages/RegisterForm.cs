using InvitesApi.Server.Pages.Languages;

namespace InvitesApi.Server.Pages;

/// <summary>What is in the form that makes an account. The password never is.</summary>
/// <param name="Secret">What proves that the form was ours; see <see cref="Endpoints.FormSecret"/>.</param>
/// <param name="ShortestPassword">The fewest characters of a password.</param>
internal sealed record RegisterForm(string Secret, int ShortestPassword)
{
    /// <summary>The name: what the visitor wrote, or the one that the invite is for.</summary>
    public string Username { get; init; } = string.Empty;

    /// <summary>Whether the name is the invite's, so that it can't be changed.</summary>
    public bool IsNameFixed { get; init; }

    /// <summary>What is wrong with the name; null: nothing.</summary>
    public TextId? NameFault { get; init; }

    /// <summary>What is wrong with the password; null: nothing.</summary>
    public TextId? PasswordFault { get; init; }

    /// <summary>What is wrong with the whole; null: nothing.</summary>
    public TextId? Fault { get; init; }
}
