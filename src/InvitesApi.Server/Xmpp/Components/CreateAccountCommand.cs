using System.Xml.Linq;
using InvitesApi.Server.Accounts;

namespace InvitesApi.Server.Xmpp.Components;

/// <summary>An invite to make an account, with a name for it or without (XEP-0401 §4.3).</summary>
/// <param name="access">Who may.</param>
/// <param name="invites">What makes it.</param>
internal sealed class CreateAccountCommand(ComponentAccess access, IComponentInvites invites) : ICommand
{
    private const string UsernameField = "username";
    private const string ContactField = "roster-subscription";

    /// <inheritdoc/>
    public string Node => "urn:xmpp:invite#create-account";

    /// <inheritdoc/>
    public string Title => "Create account";

    /// <inheritdoc/>
    public bool IsAllowed(Jid from) => access.MayCreateAccounts(from);

    /// <inheritdoc/>
    public XElement? Form(Jid from) => Form(from, null, null);

    /// <inheritdoc/>
    public async Task<CommandResult> ExecuteAsync(Jid from, XElement filled, CancellationToken cancellation)
    {
        string wanted = DataForm.Value(filled, UsernameField);
        string contact = DataForm.Value(filled, ContactField);
        string username = string.Empty;
        if (wanted.Length > 0 && AccountName.Check(wanted, out username) != AccountNameVerdict.Good)
        {
            return Again("The name has characters that an address can't have.");
        }

        bool becomesContact = access.IsLocal(from) && contact is "1" or "true";
        ComponentInviteAnswer answer = await invites.CreateAccountInviteAsync(
            new AccountInviteOrder(
                access.HostOf(from),
                from.Bare,
                username.Length == 0 ? null : username,
                becomesContact ? from.Local : null),
            cancellation);
        return answer.Outcome switch
        {
            ComponentInviteOutcome.NameTaken => Again("The name is taken."),
            ComponentInviteOutcome.NameInvalid => Again("The name can't be one."),
            _ => InvitationForm.ToResult(answer),
        };

        CommandResult Again(string note) => CommandResult.Again(Form(from, wanted, contact), note);
    }

    private XElement Form(Jid from, string? username, string? contact) => DataForm.Make(
        "form",
        new XElement(Ns.Data + "title", $"{Title} ({access.HostOf(from)})"),
        DataForm.Field("text-single", UsernameField, username, new XAttribute("label", "Username")),
        access.IsLocal(from)
            ? DataForm.Field("boolean", ContactField, contact, new XAttribute("label", "Roster subscription"))
            : null);
}
