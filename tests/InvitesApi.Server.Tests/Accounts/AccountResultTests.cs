using InvitesApi.Server.Accounts;

namespace InvitesApi.Server.Tests.Accounts;

/// <summary>The words of account servers, which go to the log.</summary>
public sealed class AccountResultTests
{
    private const string Secret = "s3cr&t \"pa<ss>\" phrase";

    [Theory]
    [InlineData("The name is taken.", true)]
    [InlineData("s3cr&t \"pa<ss>\" phrase is weak", false)]
    [InlineData("s3cr&amp;t &quot;pa&lt;ss&gt;&quot; phrase is weak", false)]
    [InlineData("s3cr\\u0026t \\\"pa<ss>\\\" phrase is weak", false)]
    public void Without_ASecret_LeavesTheWordsThatHaveNothingOfIt(string said, bool isLeft)
    {
        AccountResult result = new AccountResult(AccountOutcome.PasswordRefused, said).Without(Secret);
        Assert.Equal((AccountOutcome.PasswordRefused, isLeft ? said : string.Empty), (result.Outcome, result.Detail));
    }

    [Fact]
    public void Without_ASecretWhereTheWordsAreCut_LeavesNothing()
    {
        string said = new string('.', 295) + Secret;
        Assert.Contains("s3cr", new AccountResult(AccountOutcome.NotAllowed, said).Detail, StringComparison.Ordinal);
        Assert.Empty(new AccountResult(AccountOutcome.NotAllowed, said).Without(Secret).Detail);
    }

    [Theory]
    [InlineData("ab&lt;cd&gt;ef&amp;gh is weak")]
    [InlineData("ab\\u003ccd\\u003eef\\u0026gh is weak")]
    public void Without_ASecretThatIsEscapedAllOver_LeavesNothing(string said) =>
        Assert.Empty(new AccountResult(AccountOutcome.PasswordRefused, said).Without("ab<cd>ef&gh").Detail);

    [Fact]
    public void Without_AShortSecret_LooksForAllOfIt()
    {
        Assert.Empty(new AccountResult(AccountOutcome.NotAllowed, "abc is too short").Without("abc").Detail);
        Assert.NotEmpty(new AccountResult(AccountOutcome.NotAllowed, "ab is too short").Without("abc").Detail);
    }
}
