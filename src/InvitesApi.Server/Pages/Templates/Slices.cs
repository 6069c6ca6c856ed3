using AspNetCoreGeneratedDocument;
using InvitesApi.Server.Pages.Views;
using RazorSlices;

namespace InvitesApi.Server.Pages.Templates;

// The names by which the compiled templates of this folder are used.

/// <summary>What is around every page.</summary>
internal abstract class Layout : IRazorSliceProxy<PageView>
{
    public static RazorSlice<PageView> CreateSlice(PageView model) => new Pages_Templates_Layout { Model = model };
}

/// <summary>The page of an invite that can be used.</summary>
internal abstract class Invite : IRazorSliceProxy<InviteView>
{
    public static RazorSlice<InviteView> CreateSlice(InviteView model) => new Pages_Templates_Invite { Model = model };
}

/// <summary>The page of an app.</summary>
internal abstract class Setup : IRazorSliceProxy<SetupView>
{
    public static RazorSlice<SetupView> CreateSlice(SetupView model) => new Pages_Templates_Setup { Model = model };
}

/// <summary>The page of an invite that can't be used.</summary>
internal abstract class Gone : IRazorSliceProxy<GoneView>
{
    public static RazorSlice<GoneView> CreateSlice(GoneView model) => new Pages_Templates_Gone { Model = model };
}

/// <summary>The steps with an app.</summary>
internal abstract class Steps : IRazorSliceProxy<StepsView>
{
    public static RazorSlice<StepsView> CreateSlice(StepsView model) => new Pages_Templates_Steps { Model = model };
}

/// <summary>The head of an app.</summary>
internal abstract class AppHead : IRazorSliceProxy<AppView>
{
    public static RazorSlice<AppView> CreateSlice(AppView model) => new Pages_Templates_AppHead { Model = model };
}

/// <summary>A picture.</summary>
internal abstract class Mark : IRazorSliceProxy<MarkView>
{
    public static RazorSlice<MarkView> CreateSlice(MarkView model) => new Pages_Templates_Mark { Model = model };
}

/// <summary>A QR code.</summary>
internal abstract class Qr : IRazorSliceProxy<QrView>
{
    public static RazorSlice<QrView> CreateSlice(QrView model) => new Pages_Templates_Qr { Model = model };
}

/// <summary>The form that makes an account.</summary>
internal abstract class Register : IRazorSliceProxy<RegisterView>
{
    public static RazorSlice<RegisterView> CreateSlice(RegisterView model) => new Pages_Templates_Register { Model = model };
}

/// <summary>That an account was made.</summary>
internal abstract class Done : IRazorSliceProxy<DoneView>
{
    public static RazorSlice<DoneView> CreateSlice(DoneView model) => new Pages_Templates_Done { Model = model };
}

/// <summary>That a registration did not end well.</summary>
internal abstract class Notice : IRazorSliceProxy<NoticeView>
{
    public static RazorSlice<NoticeView> CreateSlice(NoticeView model) => new Pages_Templates_Notice { Model = model };
}

/// <summary>A page of cards to print.</summary>
internal abstract class Sheet : IRazorSliceProxy<SheetView>
{
    public static RazorSlice<SheetView> CreateSlice(SheetView model) => new Pages_Templates_Sheet { Model = model };
}
