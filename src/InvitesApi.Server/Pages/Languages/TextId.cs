namespace InvitesApi.Server.Pages.Languages;

/// <summary>
/// Texts of the page, under their names in lower case with hyphens in each file of Pages/Languages/Texts. A test finds what is missing or unused.
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

    /// <summary>The link to the form that makes an account.</summary>
    RegisterHere,

    /// <summary>The link to the form that sets a password.</summary>
    ResetHere,

    /// <summary>The heading of the form that makes an account.</summary>
    RegisterTitle,

    /// <summary>What that form is for.</summary>
    RegisterLead,

    /// <summary>What the form that sets a password is for.</summary>
    RegisterLeadReset,

    /// <summary>The label of the name.</summary>
    NameLabel,

    /// <summary>What a name may be.</summary>
    NameHint,

    /// <summary>That the name can't be changed.</summary>
    NameFixed,

    /// <summary>The label of the password.</summary>
    PasswordLabel,

    /// <summary>What a password must be.</summary>
    PasswordHint,

    /// <summary>The button that shows the password.</summary>
    ShowPassword,

    /// <summary>What is said of a weak password.</summary>
    StrengthWeak,

    /// <summary>What is said of a password that will do.</summary>
    StrengthFair,

    /// <summary>What is said of a strong password.</summary>
    StrengthStrong,

    /// <summary>That no account can have the name.</summary>
    NameInvalid,

    /// <summary>That the name is taken.</summary>
    NameTaken,

    /// <summary>That the password is too short.</summary>
    PasswordShort,

    /// <summary>That the password is too easy to guess.</summary>
    PasswordEasy,

    /// <summary>That the password can't be used.</summary>
    PasswordUnusable,

    /// <summary>That the form must be sent once more.</summary>
    FormOld,

    /// <summary>The heading once the account is made.</summary>
    DoneTitle,

    /// <summary>The heading once the password is set.</summary>
    DoneTitleReset,

    /// <summary>How to sign in to an app with the new account.</summary>
    DoneSignIn,

    /// <summary>That any app will do.</summary>
    DoneAnyApp,

    /// <summary>How to sign in to an app after the account was made in the browser.</summary>
    StepSignInNew,

    /// <summary>The heading when the XMPP server can't be reached.</summary>
    BusyTitle,

    /// <summary>What to do about it.</summary>
    BusyText,

    /// <summary>The heading when nobody knows whether the account was made.</summary>
    UnsureTitle,

    /// <summary>What to do about it.</summary>
    UnsureText,

    /// <summary>What to do about it where a new password was to be set.</summary>
    UnsureTextReset,

    /// <summary>The heading when the XMPP server does not allow it.</summary>
    RefusedTitle,

    /// <summary>What to do about it.</summary>
    RefusedText,

    /// <summary>The heading when someone tried too often.</summary>
    ManyTitle,

    /// <summary>What to do about it.</summary>
    ManyText,
}
