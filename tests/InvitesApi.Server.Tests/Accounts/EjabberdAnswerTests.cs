using System.Net;
using InvitesApi.Server.Accounts;
using InvitesApi.Server.Accounts.Ejabberd;

namespace InvitesApi.Server.Tests.Accounts;

public sealed class EjabberdAnswerTests
{
    [Theory]
    [InlineData("""{"code":"ten","message":"no"}""")]
    [InlineData("""{"code":{},"message":[]}""")]
    [InlineData("""{"code":1e99}""")]
    [InlineData("""{"message":"\ud800"}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("\"\\ud800\"")]
    [InlineData("<html>")]
    [InlineData("")]
    public void Parse_AnswerOfNoEjabberd_IsAFailureOfTheServer(string body) =>
        Assert.Equal(AccountOutcome.ServerFailed, EjabberdAnswer.Parse(HttpStatusCode.BadRequest, body).ToFailure().Outcome);
}
