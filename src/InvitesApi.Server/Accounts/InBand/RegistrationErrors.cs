using InvitesApi.Server.Xmpp;

namespace InvitesApi.Server.Accounts.InBand;

/// <summary>What the errors of registration mean (XEP-0077 §3.1.1, XEP-0445 §3, RFC 6120 §8.3.3).</summary>
internal static class RegistrationErrors
{
    /// <summary>What an error at the registration itself means.</summary>
    /// <param name="error">The error.</param>
    public static AccountResult OfRegistration(StanzaError error) => new(
        error.Condition switch
        {
            "conflict" => AccountOutcome.NameTaken,
            "jid-malformed" => AccountOutcome.NameInvalid,
            "not-acceptable" => NotAcceptable(error.Text),
            "resource-constraint" => AccountOutcome.TooMany,
            "policy-violation" or "not-allowed" when error.Type == "wait" => AccountOutcome.TooMany,
            "internal-server-error" or "undefined-condition" or "remote-server-timeout" or "unexpected-request" =>
                AccountOutcome.ServerFailed,
            "bad-request" => AccountOutcome.ServerFailed,
            _ => AccountOutcome.NotAllowed,
        },
        Say(error));

    /// <summary>What an error means that answers the filled form: a server that failed then may have made the account before it did.</summary>
    /// <param name="error">The error.</param>
    public static AccountResult OfSubmission(StanzaError error) =>
        error.Condition is "internal-server-error" or "undefined-condition" or "remote-server-timeout"
            ? new AccountResult(AccountOutcome.Unanswered, Say(error))
            : OfRegistration(error);

    /// <summary>What an error at the token means. The text says <c>item-not-found</c>, Prosody <c>forbidden</c>.</summary>
    /// <param name="error">The error.</param>
    public static AccountResult OfToken(StanzaError error) => new(
        error.Condition switch
        {
            "item-not-found" or "forbidden" or "not-acceptable" or "bad-request" or "gone" => AccountOutcome.InviteRefused,
            "resource-constraint" or "policy-violation" => AccountOutcome.TooMany,
            "internal-server-error" => AccountOutcome.ServerFailed,
            _ => AccountOutcome.NotAllowed,
        },
        Say(error));

    // The condition stands for several reasons, and only the words, which come in English as the stream asks for them, tell them apart.
    // A name that AccountName took and a password that is not empty leave the server's own rules.
    private static AccountOutcome NotAcceptable(string text)
    {
        if (text.Contains("password", StringComparison.OrdinalIgnoreCase))
        {
            return AccountOutcome.PasswordRefused;
        }

        return text.Contains("username", StringComparison.OrdinalIgnoreCase) ? AccountOutcome.NameInvalid : AccountOutcome.NotAllowed;
    }

    private static string Say(StanzaError error) => error.Text.Length == 0 ? error.Condition : error.Text;
}
