using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Pages.Apps;

/// <summary>What is said of a catalogue that can't be used.</summary>
internal static class AppCatalogueFault
{
    /// <summary>Makes one.</summary>
    /// <param name="where">The file or the list, and where it helps the app in it.</param>
    /// <param name="what">What is wrong, as the rest of a sentence.</param>
    /// <param name="cause">What another component reported.</param>
    public static InviteException Of(string where, string what, Exception? cause = null) => new(
        InviteFault.AppCatalogueInvalid, $"The app catalogue can't be used: {where}: {what}.", where, cause);
}
