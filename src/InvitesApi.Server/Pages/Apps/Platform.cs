namespace InvitesApi.Server.Pages.Apps;

/// <summary>What an app runs on.</summary>
internal enum Platform
{
    /// <summary>Android phones and tablets.</summary>
    Android,

    /// <summary>iPhone and iPad.</summary>
    Ios,

    /// <summary>Windows.</summary>
    Windows,

    /// <summary>The Mac.</summary>
    MacOS,

    /// <summary>Linux and its kin.</summary>
    Linux,

    /// <summary>Any browser.</summary>
    Web,
}
