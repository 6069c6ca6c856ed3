using System.Xml.Linq;
using InvitesApi.Server.Accounts;
using InvitesApi.Server.Accounts.InBand;
using InvitesApi.Server.Tests.Support;
using InvitesApi.Server.Xmpp;

namespace InvitesApi.Server.Tests.Accounts;

public class RegistrationTests
{
    [Theory]
    [InlineData("conflict", "cancel", "", AccountOutcome.NameTaken)]
    [InlineData("jid-malformed", "modify", "", AccountOutcome.NameInvalid)]
    [InlineData("not-acceptable", "modify", "The password is too weak", AccountOutcome.PasswordRefused)]
    [InlineData("not-acceptable", "modify", "The requested username is invalid.", AccountOutcome.NameInvalid)]
    [InlineData("not-acceptable", "modify", "", AccountOutcome.NotAllowed)]
    [InlineData("not-allowed", "cancel", "", AccountOutcome.NotAllowed)]
    [InlineData("not-authorized", "auth", "", AccountOutcome.NotAllowed)]
    [InlineData("forbidden", "auth", "", AccountOutcome.NotAllowed)]
    [InlineData("registration-required", "auth", "", AccountOutcome.NotAllowed)]
    [InlineData("service-unavailable", "cancel", "", AccountOutcome.NotAllowed)]
    [InlineData("feature-not-implemented", "cancel", "", AccountOutcome.NotAllowed)]
    [InlineData("policy-violation", "modify", "", AccountOutcome.NotAllowed)]
    [InlineData("policy-violation", "wait", "", AccountOutcome.TooMany)]
    [InlineData("resource-constraint", "wait", "", AccountOutcome.TooMany)]
    [InlineData("bad-request", "modify", "", AccountOutcome.ServerFailed)]
    [InlineData("unexpected-request", "cancel", "", AccountOutcome.ServerFailed)]
    [InlineData("internal-server-error", "wait", "", AccountOutcome.ServerFailed)]
    [InlineData("undefined-condition", "cancel", "", AccountOutcome.ServerFailed)]
    public void OfRegistration_Condition_HasItsOutcome(string condition, string type, string text, AccountOutcome expected)
    {
        AccountResult result = RegistrationErrors.OfRegistration(new StanzaError(type, condition, text));
        Assert.Equal(expected, result.Outcome);
        Assert.Equal(text.Length == 0 ? condition : text, result.Detail);
    }

    [Theory]
    [InlineData("internal-server-error", AccountOutcome.Unanswered)]
    [InlineData("undefined-condition", AccountOutcome.Unanswered)]
    [InlineData("remote-server-timeout", AccountOutcome.Unanswered)]
    [InlineData("conflict", AccountOutcome.NameTaken)]
    [InlineData("bad-request", AccountOutcome.ServerFailed)]
    public void OfSubmission_ServerThatFailedMeanwhile_MayHaveMadeTheAccount(string condition, AccountOutcome expected) =>
        Assert.Equal(expected, RegistrationErrors.OfSubmission(new StanzaError("wait", condition)).Outcome);

    [Theory]
    [InlineData("item-not-found", AccountOutcome.InviteRefused)]
    [InlineData("forbidden", AccountOutcome.InviteRefused)]
    [InlineData("bad-request", AccountOutcome.InviteRefused)]
    [InlineData("resource-constraint", AccountOutcome.TooMany)]
    [InlineData("service-unavailable", AccountOutcome.NotAllowed)]
    [InlineData("internal-server-error", AccountOutcome.ServerFailed)]
    public void OfToken_Condition_HasItsOutcome(string condition, AccountOutcome expected) =>
        Assert.Equal(expected, RegistrationErrors.OfToken(new StanzaError("cancel", condition)).Outcome);

    [Theory]
    [InlineData("<username/><password/><instructions>i</instructions>", "<username>romeo</username><password>p&amp;w</password>")]
    [InlineData("", "<username>romeo</username><password>p&amp;w</password>")]
    [InlineData("<key>k</key><username/><password/>", "<key>k</key><username>romeo</username><password>p&amp;w</password>")]
    [InlineData(
        "<username/><password/><email/><x xmlns='jabber:x:data' type='form'>"
        + "<field type='hidden' var='FORM_TYPE'><value>jabber:iq:register</value></field>"
        + "<field var='username' type='text-single'><required/></field><field var='password' type='text-private'><required/></field>"
        + "<field var='email' type='text-single'/></x>",
        "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'><value>jabber:iq:register</value></field>"
        + "<field var='username'><value>romeo</value></field><field var='password'><value>p&amp;w</value></field></x>")]
    public void Fill_NameAndPasswordWanted_AreFilledIn(string form, string expected)
    {
        XElement filled = RegistrationForm.Fill(Query(form), "romeo", "p&w", out string missing);
        Assert.Equal(string.Empty, missing);
        Xml.Equal(Query(expected).ToString(), filled);
    }

    [Theory]
    [InlineData("<username/><password/><email/><phone/>", "email, phone.")]
    [InlineData("<x xmlns='jabber:x:oob'><url>https://example.com/join</url></x>", "https://example.com/join.")]
    [InlineData(
        "<x xmlns='jabber:x:data' type='form'><field var='username'/><field var='ocr'><required/></field></x>", "ocr.")]
    public void Fill_MoreWanted_TellsWhat(string form, string expected)
    {
        RegistrationForm.Fill(Query(form), "romeo", "p&w", out string missing);
        Assert.EndsWith(expected, missing, StringComparison.Ordinal);
    }

    [Fact]
    public void Result_ServersWords_AreOneLineAndCut()
    {
        var result = new AccountResult(AccountOutcome.ServerFailed, "a\r\n\u001B[31m" + new string('b', 1000));
        Assert.StartsWith("a   [31mb", result.Detail, StringComparison.Ordinal);
        Assert.Equal(301, result.Detail.Length);
    }

    private static XElement Query(string content) => XElement.Parse($"<query xmlns='jabber:iq:register'>{content}</query>");
}
