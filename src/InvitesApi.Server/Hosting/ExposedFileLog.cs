using InvitesApi.Server.Certificates;
using InvitesApi.Server.Files;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Hosting;

/// <summary>Says in the log which files of a server others can open.</summary>
internal static partial class ExposedFileLog
{
    /// <summary>What is to be mended about the files of a server.</summary>
    /// <param name="options">The server's options.</param>
    /// <param name="certificates">Its certificates.</param>
    public static IReadOnlyList<string> Find(InviteServerOptions options, CertificateStore certificates) =>
    [
        .. ExposedFiles.OfDatabase(options.Database),
        .. options.Operation.AccessLog is { } log ? ExposedFiles.OfAccessLog(log) : [],
        .. certificates.KeyFiles.SelectMany(ExposedFiles.OfCertificateKey),
    ];

    /// <summary>Says it.</summary>
    /// <param name="options">The server's options.</param>
    /// <param name="certificates">Its certificates.</param>
    /// <param name="log">Where.</param>
    public static void Write(InviteServerOptions options, CertificateStore certificates, ILogger log)
    {
        foreach (string message in Find(options, certificates))
        {
            LogExposed(log, message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Message}")]
    private static partial void LogExposed(ILogger log, string message);
}
