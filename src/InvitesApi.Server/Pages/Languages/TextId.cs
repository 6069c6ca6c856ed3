namespace InvitesApi.Server.Pages.Languages;

/// <summary>
/// The texts of the page. Each stands in every file of Pages/Languages/Texts under its name in lower case with hyphens; a test finds any
/// that is missing,
/// unused, or has other placeholders than the English one.
/// </summary>
internal enum TextId
{
    /// <summary>The heading of an account invite.</summary>
    TitleAccount,

    /// <summary>The heading of a contact invite.</summary>
    TitleContact,

    /// <summary>The heading of a reset invite.</summary>
    TitleReset,

    /// <summary>What an account invite is.</summary>
    LeadAccount,

    /// <summary>What a contact invite is, for people who have an account.</summary>
    LeadContact,

    /// <summary>What a contact invite is that may make an account too.</summary>
    LeadContactAccount,

    /// <summary>What a reset invite is.</summary>
    LeadReset,

    /// <summary>The address that an account invite is for.</summary>
    YourAddress,

    /// <summary>Until when the invite is good.</summary>
    GoodUntil,

    /// <summary>That the link is a secret.</summary>
    KeepPrivate,

    /// <summary>The step: install the app.</summary>
    StepGet,

    /// <summary>The step: open an app that needs no installing.</summary>
    StepVisit,

    /// <summary>The step: open the invite.</summary>
    StepOpen,

    /// <summary>How to open the invite.</summary>
    StepOpenHint,

    /// <summary>The step: sign in, with an app that can't open invites.</summary>
    StepSignIn,

    /// <summary>How to get an account for such an app.</summary>
    StepSignInHint,

    /// <summary>What the app asks for then, of an account invite.</summary>
    FinishAccount,

    /// <summary>Likewise, where the name is given.</summary>
    FinishNamed,

    /// <summary>Likewise, of a contact invite.</summary>
    FinishContact,

    /// <summary>Likewise, of a reset invite.</summary>
    FinishReset,

    /// <summary>The button of an account invite.</summary>
    OpenAccount,

    /// <summary>The button of a contact invite.</summary>
    OpenContact,

    /// <summary>The button of a reset invite.</summary>
    OpenReset,

    /// <summary>The heading of the QR code.</summary>
    PhoneTitle,

    /// <summary>What to do with the QR code.</summary>
    PhoneHint,

    /// <summary>What the QR code is, for those who don't see it.</summary>
    QrLabel,

    /// <summary>The heading of the apps for a computer.</summary>
    ComputerTitle,

    /// <summary>The mark of the first app.</summary>
    Recommended,

    /// <summary>The heading of the further apps.</summary>
    OtherApps,

    /// <summary>The heading of the apps where none is the first.</summary>
    AppsTitle,

    /// <summary>That there is no app for such devices.</summary>
    NoApps,

    /// <summary>The name of the choice of devices.</summary>
    OtherDevices,

    /// <summary>The name of Apple's phones and tablets.</summary>
    PlatformIos,

    /// <summary>The name of apps that run in a browser.</summary>
    PlatformWeb,

    /// <summary>The heading for people with an app.</summary>
    HaveAppTitle,

    /// <summary>Which apps will do.</summary>
    HaveAppText,

    /// <summary>The link to the site of an app.</summary>
    Website,

    /// <summary>The way back from the page of an app.</summary>
    Back,

    /// <summary>The name of the choice of languages.</summary>
    Language,

    /// <summary>The heading of an expired invite.</summary>
    ExpiredTitle,

    /// <summary>What to do about it.</summary>
    ExpiredText,

    /// <summary>The heading of an invite that was used up.</summary>
    UsedTitle,

    /// <summary>What to do about it.</summary>
    UsedText,

    /// <summary>The heading of an invite that was revoked.</summary>
    RevokedTitle,

    /// <summary>What to do about it.</summary>
    RevokedText,

    /// <summary>The heading of a link that belongs to no invite.</summary>
    UnknownTitle,

    /// <summary>What to do about it.</summary>
    UnknownText,
}
