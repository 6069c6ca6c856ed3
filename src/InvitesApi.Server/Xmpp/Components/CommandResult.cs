using System.Xml.Linq;

namespace InvitesApi.Server.Xmpp.Components;

/// <summary>What a command ended with.</summary>
/// <param name="Form">The result for the user, or the form again with what to change.</param>
/// <param name="Note">What is to be changed; empty where the command is done.</param>
/// <param name="Error">Why it can't be done at all; null where it can.</param>
internal sealed record CommandResult(XElement? Form, string Note, StanzaError? Error)
{
    /// <summary>It is done.</summary>
    /// <param name="form">The result.</param>
    public static CommandResult Done(XElement form) => new(form, string.Empty, null);

    /// <summary>The form has to be changed.</summary>
    /// <param name="form">The form, filled in as it was.</param>
    /// <param name="note">What to change.</param>
    public static CommandResult Again(XElement form, string note) => new(form, note, null);

    /// <summary>It can't be done.</summary>
    /// <param name="error">Why.</param>
    public static CommandResult Failed(StanzaError error) => new(null, string.Empty, error);
}
