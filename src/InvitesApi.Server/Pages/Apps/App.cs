namespace InvitesApi.Server.Pages.Apps;

/// <summary>An app that the page names.</summary>
/// <param name="Id">Its name in links, such as <c>monocles-chat</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Platforms">What it runs on.</param>
/// <param name="OpensInvites">Whether it makes an account from an invite (Prosody's <c>supports_preauth_uri</c>).</param>
internal sealed record App(string Id, string Name, IReadOnlyList<Platform> Platforms, bool OpensInvites)
{
    /// <summary>What the catalogue says of it.</summary>
    public AppText? Text { get; init; }

    /// <summary>The file of its image in the operator's folder; null: a monogram is drawn.</summary>
    public string? Image { get; init; }

    /// <summary>Its site, or its page in a store.</summary>
    public Uri? Link { get; init; }

    /// <summary>A link that takes the invite along through the app's installation; see <see cref="AppLink"/>.</summary>
    public string? MagicLinkFormat { get; init; }

    /// <summary>Where to get it.</summary>
    public IReadOnlyList<AppDownload> Downloads { get; init; } = [];

    /// <summary>How to get it, in words.</summary>
    public AppText? DownloadText { get; init; }

    /// <summary>How to set it up, in words.</summary>
    public AppText? SetupText { get; init; }

    /// <summary>Whether it runs in browsers alone, which open no <c>xmpp:</c> links in it.</summary>
    public bool IsWebOnly => Platforms is [Platform.Web];
}
