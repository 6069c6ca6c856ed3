using System.Xml.Linq;
using InvitesApi.Server.Xmpp;

namespace InvitesApi.Server.Accounts.InBand;

/// <summary>Registration in band (XEP-0077), by the token of an invite where the server takes one (XEP-0445).</summary>
/// <param name="stream">An open stream of a client that has not logged in.</param>
/// <param name="time">What tells when it is too late to ask.</param>
internal sealed class InBandRegistration(XmppStream stream, TimeProvider time)
{
    /// <summary>Whether the server was asked to make the account, so that it may have done so even if it says nothing.</summary>
    public bool IsSubmitted { get; private set; }

    /// <summary>Whether the server takes tokens of invites.</summary>
    public bool TakesTokens => stream.Features.Element(Ns.RegisterByToken + "register") is not null;

    /// <summary>Registers an account; with the token of a reset invite of Prosody, sets the password of one that is there.</summary>
    /// <param name="request">The account.</param>
    /// <param name="cancellation">Ends the wait, and with it the stream.</param>
    public async Task<AccountResult> RegisterAsync(AccountRequest request, CancellationToken cancellation)
    {
        if (Unwritable(request) is { } refusal)
        {
            return refusal;
        }

        if (request.IsTokenRequired && !TakesTokens)
        {
            return new AccountResult(AccountOutcome.NotAllowed, "The server takes no tokens of invites. Prosody does with mod_invites_register.");
        }

        if (request.InviteToken is { } token && TakesTokens)
        {
            XElement preauth = new(Ns.Preauth + "preauth", new XAttribute("token", token));
            XElement answer = await stream.AskAsync(Iq.Request("set", request.VirtualHost, preauth), cancellation);
            if (IsError(answer))
            {
                return RegistrationErrors.OfToken(StanzaError.Of(answer));
            }
        }

        XElement form = await stream.AskAsync(Iq.Request("get", request.VirtualHost, new XElement(Ns.Register + "query")), cancellation);
        if (IsError(form))
        {
            return RegistrationErrors.OfRegistration(StanzaError.Of(form));
        }

        XElement query = form.Element(Ns.Register + "query") ?? new XElement(Ns.Register + "query");
        XElement filled = RegistrationForm.Fill(query, request.Username, request.Password, out string missing);
        if (missing.Length > 0)
        {
            return new AccountResult(AccountOutcome.NotAllowed, missing);
        }

        // The last moment at which to know: this process or the server may have paused since the stream was opened.
        if (time.GetUtcNow() >= request.Deadline)
        {
            return AccountResult.TooLate;
        }

        IsSubmitted = true;
        XElement result = await stream.AskAsync(Iq.Request("set", request.VirtualHost, filled), cancellation);
        return IsError(result) ? RegistrationErrors.OfSubmission(StanzaError.Of(result)) : new AccountResult(AccountOutcome.Done);
    }

    // What XML can't carry no server takes: it is refused here, as there.
    private static AccountResult? Unwritable(AccountRequest request)
    {
        if (!XmlText.IsPossible(request.Username))
        {
            return new AccountResult(AccountOutcome.NameInvalid);
        }

        if (!XmlText.IsPossible(request.Password))
        {
            return new AccountResult(AccountOutcome.PasswordRefused);
        }

        return XmlText.IsPossible(request.InviteToken ?? string.Empty) ? null : new AccountResult(AccountOutcome.InviteRefused);
    }

    private static bool IsError(XElement answer) => (string?)answer.Attribute("type") == "error";
}
