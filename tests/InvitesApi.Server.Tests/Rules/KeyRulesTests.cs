using System.Net;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Rules;

public class KeyRulesTests
{
    private static readonly TokenHash Right = TokenHash.Of("the right token");
    private static readonly TokenHash Wrong = TokenHash.Of("another token");

    /// <summary>Limits that let a use of now, from 192.0.2.7, to make an invite, not through, and why.</summary>
    public static TheoryData<ApiKeyLimits, KeyReason, KeyVerdict> Limits => new()
    {
        { new() { ExpiresAt = Sample.Moment }, KeyReason.Expired, KeyVerdict.Refused },
        { new() { ExpiresAt = Sample.Moment.AddSeconds(1) }, KeyReason.None, KeyVerdict.Accepted },
        { new() { Scopes = ApiKeyScopes.List | ApiKeyScopes.Revoke }, KeyReason.ScopeMissing, KeyVerdict.ScopeMissing },
        { new() { Scopes = ApiKeyScopes.All }, KeyReason.None, KeyVerdict.Accepted },
        { new() { Addresses = KeyNetworks.Parse(["198.51.100.0/24"]) }, KeyReason.AddressNotAllowed, KeyVerdict.AddressNotAllowed },
        { new() { Addresses = KeyNetworks.Parse(["2001:db8::/32", "192.0.2.0/24"]) }, KeyReason.None, KeyVerdict.Accepted },
        { new() { MaxInvites = 7 }, KeyReason.Exhausted, KeyVerdict.Exhausted },
        { new() { MaxInvites = 8 }, KeyReason.None, KeyVerdict.Accepted },
        { new() { MaxPending = 3 }, KeyReason.TooManyPending, KeyVerdict.TooManyPending },
        { new() { MaxPending = 4 }, KeyReason.None, KeyVerdict.Accepted },
    };

    [Theory]
    [InlineData(ApiKeyMethods.All, ApiKeyMethods.Get, KeyVerdict.Accepted)]
    [InlineData(ApiKeyMethods.All, ApiKeyMethods.Post, KeyVerdict.Accepted)]
    [InlineData(ApiKeyMethods.Get, ApiKeyMethods.Get, KeyVerdict.Accepted)]
    [InlineData(ApiKeyMethods.Get, ApiKeyMethods.Post, KeyVerdict.MethodNotAllowed)]
    [InlineData(ApiKeyMethods.Post, ApiKeyMethods.Get, KeyVerdict.MethodNotAllowed)]
    [InlineData(ApiKeyMethods.None, ApiKeyMethods.Get, KeyVerdict.MethodNotAllowed)]
    public void Judge_RightToken_DependsOnTheMethod(ApiKeyMethods allowed, ApiKeyMethods method, KeyVerdict expected) =>
        Assert.Equal(expected, KeyRules.Judge(new StoredKey(Right, allowed), Use(Right, method)));

    [Theory]
    [InlineData(ApiKeyMethods.All)]
    [InlineData(ApiKeyMethods.None)]
    public void Judge_WrongToken_IsRefusedWhateverTheMethods(ApiKeyMethods allowed) =>
        Assert.Equal(KeyVerdict.Refused, KeyRules.Judge(new StoredKey(Right, allowed), Use(Wrong)));

    [Fact]
    public void Judge_UnknownKey_IsRefused() => Assert.Equal(KeyVerdict.Refused, KeyRules.Judge(null, Use(Right)));

    [Fact]
    public void Judge_UnknownKeyWithTheTokenOfNobody_IsRefused() =>
        Assert.Equal(KeyVerdict.Refused, KeyRules.Judge(null, Use(TokenHash.Of("nobody has this token"), ApiKeyMethods.None)));

    [Theory]
    [MemberData(nameof(Limits), DisableDiscoveryEnumeration = true)]
    public void Judge_LimitedKey_IsToldWhatItMayKnow(ApiKeyLimits limits, KeyReason reason, KeyVerdict verdict)
    {
        var key = new StoredKey(Right, ApiKeyMethods.All) { Limits = limits };
        var counts = new KeyCounts(7, 3);
        Assert.Equal(reason, KeyRules.Explain(key, Use(Right), counts));
        Assert.Equal(verdict, Judge(key, Use(Right), counts));
        Assert.Equal(KeyVerdict.Refused, KeyRules.Judge(key, Use(Wrong)));
    }

    [Fact]
    public void Judge_QuotasUsedUp_DoNotHinderListing()
    {
        var limits = new ApiKeyLimits { Scopes = ApiKeyScopes.All, MaxInvites = 1, MaxPending = 1 };
        var key = new StoredKey(Right, ApiKeyMethods.All) { Limits = limits };
        Assert.Equal(KeyVerdict.Accepted, Judge(key, Use(Right) with { Scope = ApiKeyScopes.List }, new KeyCounts(1, 1)));
        Assert.Equal(KeyVerdict.Exhausted, Judge(key, Use(Right) with { Scope = ApiKeyScopes.Reset }, new KeyCounts(1, 1)));
    }

    [Fact]
    public void Judge_DisabledOrRemovedKey_IsRefused()
    {
        var key = new StoredKey(Right, ApiKeyMethods.All);
        Assert.Equal(KeyReason.Disabled, KeyRules.Explain(key with { IsDisabled = true }, Use(Right), default));
        Assert.Equal(KeyReason.Removed, KeyRules.Explain(key with { IsDisabled = true, IsRemoved = true }, Use(Right), default));
        Assert.Equal(KeyVerdict.Refused, KeyRules.Judge(key with { IsDisabled = true }, Use(Right)));
        Assert.Equal(KeyVerdict.Refused, KeyRules.Judge(key with { IsRemoved = true }, Use(Right)));
    }

    [Theory]
    [InlineData(0, KeyVerdict.Refused)]
    [InlineData(1, KeyVerdict.Accepted)]
    public void Judge_PreviousToken_IsGoodForAWhile(int more, KeyVerdict expected)
    {
        var key = new StoredKey(Right, ApiKeyMethods.All) { PreviousHash = Wrong, PreviousUntil = Sample.Moment.ToUnixTimeSeconds() + more };
        Assert.Equal(expected, KeyRules.Judge(key, Use(Wrong)));
        Assert.Equal(KeyVerdict.Accepted, KeyRules.Judge(key, Use(Right)));
    }

    // As stores do it: first the key, then what it has made.
    private static KeyVerdict Judge(StoredKey key, in KeyUse use, in KeyCounts counts)
    {
        KeyVerdict verdict = KeyRules.Judge(key, use);
        return verdict == KeyVerdict.Accepted ? KeyRules.JudgeCounts(key, use, counts) : verdict;
    }

    private static KeyUse Use(TokenHash hash, ApiKeyMethods method = ApiKeyMethods.Get) =>
        Sample.Use(ApiKeyText.New(), method: method) with { TokenHash = hash, Address = IPAddress.Parse("192.0.2.7") };
}
