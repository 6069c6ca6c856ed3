using InvitesApi.Server.Texts;

namespace InvitesApi.Server.Faults;

/// <summary>
/// A fault that its user can understand and mend. The message says what was wrong and what to do, and never holds a secret.
/// </summary>
#pragma warning disable CA1032, RCS1194 // without a fault it would mean nothing
public sealed class InviteException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="fault">What went wrong.</param>
    /// <param name="message">What was wrong, and what to do. What of it can't be shown on a terminal is marked.</param>
    /// <param name="target">The user's own value that it is about: a name, an id, a path.</param>
    /// <param name="innerException">The cause, where another component reported it.</param>
    public InviteException(InviteFault fault, string message, object? target = null, Exception? innerException = null)
        : base(Printable.CleanLines(message), innerException)
    {
        Fault = fault;
        Target = target;
    }

    /// <summary>What went wrong.</summary>
    public InviteFault Fault { get; }

    /// <summary>The user's own value that it is about.</summary>
    public object? Target { get; }
}
