namespace InvitesApi.Server.Configuration;

/// <summary>A configuration, or a value of it, can't be read.</summary>
#pragma warning disable CA1032, RCS1194 // without a line it would mean nothing
public sealed class SettingException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="line">The line, from 1.</param>
    /// <param name="message">What is wrong, and what to write.</param>
    /// <param name="innerException">The cause, where another component reported it.</param>
    public SettingException(int line, string message, Exception? innerException = null)
        : base(message, innerException) => Line = line;

    /// <summary>The line, from 1.</summary>
    public int Line { get; }
}
