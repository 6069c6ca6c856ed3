namespace InvitesApi.Server.Xmpp;

/// <summary>A stream can't go on. It does not leave this assembly.</summary>
/// <param name="failure">Why.</param>
/// <param name="message">What happened, in words for a log.</param>
/// <param name="condition">The condition of a stream error (RFC 6120 §4.9.3); empty where there is none.</param>
/// <param name="innerException">The cause.</param>
#pragma warning disable CA1032, RCS1194 // without a failure it would mean nothing
internal sealed class XmppException(XmppFailure failure, string message, string condition = "", Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Why.</summary>
    public XmppFailure Failure { get; } = failure;

    /// <summary>The condition of a stream error; empty where there is none.</summary>
    public string Condition { get; } = condition;
}
