using System.Net;
using System.Runtime.InteropServices;

namespace InvitesApi.Server.Hosting.Logging;

/// <summary>What is remembered of an answered request, as it was sent: secrets are taken out when it is written.</summary>
/// <param name="At">When it was answered.</param>
/// <param name="Client">Who sent it; null over a Unix socket.</param>
/// <param name="Method">Its method.</param>
/// <param name="Target">Its target, with the query (RFC 9112 §3.2).</param>
/// <param name="Protocol">Its protocol, such as <c>HTTP/1.1</c>.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Size">The length of the answer's content in bytes; null where it had none or nobody knows.</param>
/// <param name="Referer">The header of that name.</param>
/// <param name="UserAgent">The header of that name.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AccessLogEntry(
    DateTimeOffset At,
    IPAddress? Client,
    string Method,
    string Target,
    string Protocol,
    int Status,
    long? Size,
    string? Referer,
    string? UserAgent);
