using InvitesApi.Server.Keys;

namespace InvitesApi.Server.Tests.Rules;

public class KeyRulesTests
{
    private static readonly TokenHash Right = TokenHash.Of("the right token");
    private static readonly TokenHash Wrong = TokenHash.Of("another token");

    [Theory]
    [InlineData(ApiKeyMethods.All, ApiKeyMethods.Get, KeyVerdict.Accepted)]
    [InlineData(ApiKeyMethods.All, ApiKeyMethods.Post, KeyVerdict.Accepted)]
    [InlineData(ApiKeyMethods.Get, ApiKeyMethods.Get, KeyVerdict.Accepted)]
    [InlineData(ApiKeyMethods.Get, ApiKeyMethods.Post, KeyVerdict.MethodNotAllowed)]
    [InlineData(ApiKeyMethods.Post, ApiKeyMethods.Get, KeyVerdict.MethodNotAllowed)]
    [InlineData(ApiKeyMethods.None, ApiKeyMethods.Get, KeyVerdict.MethodNotAllowed)]
    public void Judge_RightToken_DependsOnTheMethod(ApiKeyMethods allowed, ApiKeyMethods method, KeyVerdict expected) =>
        Assert.Equal(expected, KeyRules.Judge(new StoredKey(Right, allowed), Right, method));

    [Theory]
    [InlineData(ApiKeyMethods.All)]
    [InlineData(ApiKeyMethods.None)]
    public void Judge_WrongToken_IsRefusedWhateverTheMethods(ApiKeyMethods allowed) =>
        Assert.Equal(KeyVerdict.Refused, KeyRules.Judge(new StoredKey(Right, allowed), Wrong, ApiKeyMethods.Get));

    [Fact]
    public void Judge_UnknownKey_IsRefused() => Assert.Equal(KeyVerdict.Refused, KeyRules.Judge(null, Right, ApiKeyMethods.Get));

    [Fact]
    public void Judge_UnknownKeyWithTheTokenOfNobody_IsRefused() =>
        Assert.Equal(KeyVerdict.Refused, KeyRules.Judge(null, TokenHash.Of("nobody has this token"), ApiKeyMethods.None));
}
