using System.Xml.Linq;

namespace InvitesApi.Server.Xmpp.Components;

/// <summary>An ad-hoc command (XEP-0050): a form to fill in, or none, and a result.</summary>
internal interface ICommand
{
    /// <summary>Its name on the wire.</summary>
    string Node { get; }

    /// <summary>Its name for people.</summary>
    string Title { get; }

    /// <summary>Whether a user may see and use it.</summary>
    /// <param name="from">Who asks.</param>
    bool IsAllowed(Jid from);

    /// <summary>The form that has to be filled in first; null where there is none.</summary>
    /// <param name="from">Who asks.</param>
    XElement? Form(Jid from);

    /// <summary>Carries it out.</summary>
    /// <param name="from">Who asks.</param>
    /// <param name="filled">The form as it was filled in; empty where there is none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<CommandResult> ExecuteAsync(Jid from, XElement filled, CancellationToken cancellation);
}
