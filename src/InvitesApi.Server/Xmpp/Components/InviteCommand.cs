using System.Xml.Linq;

namespace InvitesApi.Server.Xmpp.Components;

/// <summary>An invite to become a contact of whoever asks, at once (XEP-0401 §4.1).</summary>
/// <param name="access">Who may.</param>
/// <param name="invites">What makes it.</param>
internal sealed class InviteCommand(ComponentAccess access, IComponentInvites invites) : ICommand
{
    /// <inheritdoc/>
    public string Node => "urn:xmpp:invite#invite";

    /// <inheritdoc/>
    public string Title => "Invite user";

    /// <inheritdoc/>
    public bool IsAllowed(Jid from) => access.MayInvite(from);

    /// <inheritdoc/>
    public XElement? Form(Jid from) => null;

    /// <inheritdoc/>
    public async Task<CommandResult> ExecuteAsync(Jid from, XElement filled, CancellationToken cancellation) =>
        InvitationForm.ToResult(await invites.CreateContactInviteAsync(from.Domain, from.Local, cancellation));
}
