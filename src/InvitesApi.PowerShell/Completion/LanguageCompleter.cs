using InvitesApi.Server.Pages.Sheets;

namespace InvitesApi.PowerShell.Completion;

/// <summary>Completes the languages that there are.</summary>
public sealed class LanguageCompleter : ListCompleter
{
    private protected override IEnumerable<string> Items() => InviteSheet.Languages;
}
