using System.Management.Automation;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Texts;

namespace InvitesApi.PowerShell.Errors;

/// <summary>
/// Every ErrorRecord of the module is made here. Its id is the name of the <see cref="InviteFault"/>, or one of the constants of this class;
/// docs/errors.md lists them all.
/// </summary>
public static class InviteErrors
{
    /// <summary>ASP.NET Core, which a server needs, is neither installed nor beside the module.</summary>
    public const string AspNetCoreNotFound = "AspNetCoreNotFound";

    /// <summary>No server of this process has that id.</summary>
    public const string InviteApiServerNotFound = "InviteApiServerNotFound";

    /// <summary>Two parameters contradict each other.</summary>
    public const string ParametersContradict = "ParametersContradict";

    /// <summary>A file can't be written.</summary>
    public const string FileNotWritten = "FileNotWritten";

    /// <summary>A file is there already, and was not to be overwritten.</summary>
    public const string FileExists = "FileExists";

    /// <summary>Several invites were to go to one file.</summary>
    public const string OneFileForMany = "OneFileForManyInvites";

    /// <summary>There are no texts in a language.</summary>
    public const string LanguageNotFound = "LanguageNotFound";

    /// <summary>The record of a fault.</summary>
    /// <param name="fault">What went wrong.</param>
    public static ErrorRecord ToErrorRecord(this InviteException fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        var record = new ErrorRecord(fault, fault.Fault.ToString(), Category(fault.Fault), fault.Target);
        if (fault.Target is string target)
        {
            record.CategoryInfo.TargetName = Printable.Clean(target); // it is shown; the target itself is as it was given
        }

        return record;
    }

    /// <summary>Whether a fault is of one item alone, so that a pipeline goes on with the next.</summary>
    /// <param name="fault">What went wrong.</param>
    public static bool IsOfOneItem(this InviteException fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return fault.Fault is InviteFault.VirtualHostInvalid
            or InviteFault.InviteApiKeyNameInvalid
            or InviteFault.InviteApiKeyMalformed
            or InviteFault.InviteApiKeyMistyped
            or InviteFault.InviteApiKeyLimitInvalid
            or InviteFault.InviteApiKeyTaken
            or InviteFault.InviteApiKeyNotFound
            or InviteFault.VirtualHostTaken
            or InviteFault.UsernameInvalid
            or InviteFault.InviteInvalid
            or InviteFault.InviteNotFound
            or InviteFault.InviteStateInvalid
            or InviteFault.InviteUsernameReserved
            or InviteFault.InvitePageUnknown
            or InviteFault.VirtualHostNotInDatabase
            or InviteFault.InviteApiKeyHashOnly
            or InviteFault.VirtualHostNotServed
            or InviteFault.PasswordInvalid;
    }

    /// <summary>There is no server with an id.</summary>
    /// <param name="id">The id.</param>
    public static ErrorRecord ServerNotFound(int id) => new(
        new ItemNotFoundException($"This process has no server with the id {id}. Get-InviteApiServer lists those it has."),
        InviteApiServerNotFound,
        ErrorCategory.ObjectNotFound,
        id);

    /// <summary>A file can't be written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cause">Why.</param>
    public static ErrorRecord CannotWrite(string path, Exception cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return new ErrorRecord(
            new IOException($"The file '{path}' can't be written: {cause.Message}", cause), FileNotWritten, ErrorCategory.WriteError, path);
    }

    /// <summary>A file is there already.</summary>
    /// <param name="path">The file.</param>
    public static ErrorRecord Exists(string path) => new(
        new IOException($"The file '{path}' is there already, and -NoClobber says that it must stay. Give another path."),
        FileExists,
        ErrorCategory.ResourceExists,
        path);

    /// <summary>A file is there already, and nobody has said that it may be overwritten.</summary>
    /// <param name="path">The file.</param>
    public static ErrorRecord NeedsForce(string path) => new(
        new IOException($"The file '{path}' is there already. Give another path, or -Force to replace it."),
        FileExists,
        ErrorCategory.ResourceExists,
        path);

    /// <summary>Several invites came for one file.</summary>
    /// <param name="path">The file.</param>
    public static ErrorRecord ManyForOneFile(string path) => new(
        new InvalidOperationException(
            $"Several invites came, and '{path}' holds one code. Use ForEach-Object with a path for each, or Export-InviteSheet."),
        OneFileForMany,
        ErrorCategory.InvalidOperation,
        path);

    /// <summary>There are no texts in a language.</summary>
    /// <param name="tag">The language.</param>
    /// <param name="known">Those that there are.</param>
    public static ErrorRecord NoLanguage(string tag, IEnumerable<string> known) => new(
        new ItemNotFoundException($"There are no texts in the language '{tag}'. There are {string.Join(", ", known)}."),
        LanguageNotFound,
        ErrorCategory.ObjectNotFound,
        tag);

    /// <summary>Two parameters were given of which one alone may be.</summary>
    /// <param name="first">The name of one.</param>
    /// <param name="second">The name of the other.</param>
    public static ErrorRecord Contradiction(string first, string second) => new(
        new ParameterBindingException($"-{first} and -{second} contradict each other. Give one of them."),
        ParametersContradict,
        ErrorCategory.InvalidArgument,
        second);

    /// <summary>There is no ASP.NET Core.</summary>
    public static ErrorRecord NoAspNetCore() => new(
        new FileNotFoundException(
            $"The server needs ASP.NET Core {Environment.Version.Major}, which is neither installed nor beside the module. Install the "
            + "ASP.NET Core runtime from https://dotnet.microsoft.com/download, or set DOTNET_ROOT to the folder of a .NET that has it."),
        AspNetCoreNotFound,
        ErrorCategory.NotInstalled,
        "Microsoft.AspNetCore.App");

    private static ErrorCategory Category(InviteFault fault) => fault switch
    {
        InviteFault.InviteApiKeyTaken or InviteFault.InviteUsernameReserved or InviteFault.VirtualHostTaken => ErrorCategory.ResourceExists,
        InviteFault.InviteApiKeyNotFound or InviteFault.InviteNotFound or InviteFault.InvitePageUnknown
            or InviteFault.VirtualHostNotServed or InviteFault.CertificateNotFound
            or InviteFault.ProsodyDatabaseNotFound or InviteFault.VirtualHostNotInDatabase
            or InviteFault.AppUnknown or InviteFault.AuditHeadNotFound => ErrorCategory.ObjectNotFound,
        InviteFault.InviteStateInvalid or InviteFault.InviteApiKeyHashOnly => ErrorCategory.InvalidOperation,
        InviteFault.DatabaseUnavailable or InviteFault.CertificateUnreadable or InviteFault.AccessLogUnavailable
            or InviteFault.ConfigurationUnavailable => ErrorCategory.OpenError,
        InviteFault.DatabaseReadOnly => ErrorCategory.PermissionDenied,
        InviteFault.PlainHttpRefused => ErrorCategory.SecurityError,
        InviteFault.CertificateExpired or InviteFault.CertificateNameMismatch => ErrorCategory.InvalidData,
        InviteFault.DatabaseForeign or InviteFault.DatabaseTooNew or InviteFault.ConfigurationInvalid
            or InviteFault.ProsodyDatabaseForeign or InviteFault.InviteDataInvalid
            or InviteFault.AuditChainBroken => ErrorCategory.InvalidData,
        InviteFault.PageFolderInvalid or InviteFault.AppCatalogueInvalid => ErrorCategory.InvalidData,
        InviteFault.DatabaseBusy or InviteFault.ListenerPortInUse => ErrorCategory.ResourceBusy,
        InviteFault.DatabaseDamaged or InviteFault.DatabaseLogForeign => ErrorCategory.InvalidData,
        InviteFault.DatabaseInUse => ErrorCategory.ResourceBusy,
        InviteFault.DatabaseNotOwn => ErrorCategory.InvalidOperation,
        InviteFault.DatabaseFull => ErrorCategory.WriteError,
        InviteFault.ListenerAddressUnavailable => ErrorCategory.ResourceUnavailable,
        InviteFault.ComponentRefused => ErrorCategory.AuthenticationError,
        _ => ErrorCategory.InvalidArgument,
    };
}
