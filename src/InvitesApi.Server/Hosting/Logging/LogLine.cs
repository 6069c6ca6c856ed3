namespace InvitesApi.Server.Hosting.Logging;

/// <summary>A line of the server's log: no secret is in it, and no line break.</summary>
/// <param name="Severity">How bad it is, by syslog's numbers (RFC 5424 §6.2.1): one of the constants of this class.</param>
/// <param name="Text">The line.</param>
public sealed record LogLine(int Severity, string Text)
{
    /// <summary>The server can't go on.</summary>
    public const int Critical = 2;

    /// <summary>Something failed.</summary>
    public const int Error = 3;

    /// <summary>Something is not as it should be.</summary>
    public const int Warning = 4;

    /// <summary>Something has happened.</summary>
    public const int Information = 6;

    /// <summary>Something that only its makers want to know.</summary>
    public const int Debug = 7;
}
