using System.Globalization;
using System.Xml.Linq;

namespace InvitesApi.Server.Xmpp.Components;

/// <summary>What a command that makes an invite ends with (XEP-0401 §4.1).</summary>
internal static class InvitationForm
{
    private const string FormType = "urn:xmpp:invite#invitation";

    /// <summary>The result for what the rules said.</summary>
    /// <param name="answer">It.</param>
    public static CommandResult ToResult(ComponentInviteAnswer answer) => answer.Outcome switch
    {
        ComponentInviteOutcome.Created => CommandResult.Done(Make(answer.Invite)),
        ComponentInviteOutcome.NameTaken => CommandResult.Failed(new StanzaError("cancel", "conflict", "The name is taken.")),
        ComponentInviteOutcome.NameInvalid => CommandResult.Failed(new StanzaError("modify", "not-acceptable", "The name can't be one.")),
        ComponentInviteOutcome.TooMany => CommandResult.Failed(new StanzaError("wait", "policy-violation", "Too many invites were made.")),
        ComponentInviteOutcome.NotAllowed => CommandResult.Failed(new StanzaError("auth", "forbidden")),
        _ => CommandResult.Failed(new StanzaError("wait", "internal-server-error")),
    };

    // The expiry is in the DateTime profile of XEP-0082, in UTC.
    private static XElement Make(ComponentInvite invite) => DataForm.Make(
        "result",
        DataForm.Field("hidden", "FORM_TYPE", FormType),
        DataForm.Field("text-single", "uri", invite.Uri),
        invite.LandingUrl is { } url ? DataForm.Field("text-single", "landing-url", url) : null,
        invite.ExpiresAt is { } expiry
            ? DataForm.Field("text-single", "expire", expiry.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
            : null);
}
