using InvitesApi.Server.Faults;
using InvitesApi.Server.Keys;

namespace InvitesApi.Server.Tests.Rules;

public class ApiKeyNameTests
{
    [Theory]
    [InlineData("My test key")]
    [InlineData("ключ 🔑 (ci-*)")]
    [InlineData("<unknown>")]
    public void Normalize_Name_IsKeptAsItIs(string name) => Assert.Equal(name, ApiKeyName.Normalize(name));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    public void Normalize_Nothing_IsNoName(string? name) => Assert.Null(ApiKeyName.Normalize(name));

    [Fact]
    public void Normalize_LongestName_IsTaken() =>
        Assert.Equal(ApiKeyName.Longest, ApiKeyName.Normalize(new string('n', ApiKeyName.Longest))!.Length);

    [Theory]
    [InlineData("a\tb")]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\0b")]
    [InlineData("a\u001B[31mb")]
    [InlineData("a\u007Fb")]
    [InlineData("a\u009Bb")]
    [InlineData("a\u2028b")]
    [InlineData("a\u202Eb")]
    public void Normalize_ControlCharacter_IsRefusedAndItsPlaceTold(string name)
    {
        InviteException fault = Assert.Throws<InviteException>(() => ApiKeyName.Normalize(name));
        Assert.Equal(InviteFault.InviteApiKeyNameInvalid, fault.Fault);
        Assert.Contains($"U+{(int)name[1]:X4} at position 2", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(fault.Message, c => c == name[1]);
    }

    [Fact]
    public void Normalize_TooLongName_IsRefused()
    {
        InviteException fault = Assert.Throws<InviteException>(() => ApiKeyName.Normalize(new string('n', ApiKeyName.Longest + 1)));
        Assert.Equal(InviteFault.InviteApiKeyNameInvalid, fault.Fault);
    }
}
