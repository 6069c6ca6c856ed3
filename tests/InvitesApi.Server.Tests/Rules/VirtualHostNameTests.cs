using System.Text;
using CsCheck;
using InvitesApi.Server.Faults;
using InvitesApi.Server.VirtualHosts;

namespace InvitesApi.Server.Tests.Rules;

public class VirtualHostNameTests
{
    private static readonly string Longest = string.Join('.', Enumerable.Repeat(new string('a', 63), 3)) + "." + new string('b', 61);

    public static TheoryData<string, string> GoodNames => new()
    {
        { "example.com", "example.com" },
        { "EXAMPLE.Com", "example.com" },
        { "localhost", "localhost" },
        { "a-b.c1.example", "a-b.c1.example" },
        { "192.0.2.1", "192.0.2.1" },
        { "bücher.example", "bücher.example" },
        { "BÜCHER.Example", "bücher.example" },
        { "bu\u0308cher.example", "bücher.example" },
        { "xn--bcher-kva.example", "bücher.example" },
        { "XN--BCHER-KVA.example", "bücher.example" },
        { "ｅｘａｍｐｌｅ．com", "example.com" },
        { "例え。テスト", "例え.テスト" },
        { new string('a', 63) + ".example", new string('a', 63) + ".example" },
        { Longest, Longest },
    };

    public static TheoryData<string> BadNames => new()
    {
        string.Empty,
        " ",
        "exa mple.com",
        " example.com",
        "example.com ",
        "a..b",
        ".example.com",
        "example.com.",
        ".",
        "under_score.example",
        "-a.example",
        "a-.example",
        "user@example.com",
        "example.com/path",
        "example.com:5280",
        "http://example.com",
        "[::1]",
        "::1",
        "a\tb.example",
        "a\nb.example",
        "a\0b.example",
        "a\u007Fb.example",
        "a\u0085b.example",
        "<script>.example",
        "\uD800.example",
        new string('a', 64) + ".example",
        new string('a', 300),
        Longest + "b",
        string.Join('.', Enumerable.Repeat("ab", 100)),
    };

    [Theory]
    [MemberData(nameof(GoodNames))]
    public void Normalize_GoodName_ReturnsItsOneForm(string name, string expected) =>
        Assert.Equal(expected, VirtualHostName.Normalize(name));

    [Theory]
    [MemberData(nameof(BadNames))]
    public void Normalize_BadName_IsRefusedAndNamed(string name)
    {
        InviteException fault = Assert.Throws<InviteException>(() => VirtualHostName.Normalize(name));
        Assert.Equal(InviteFault.VirtualHostInvalid, fault.Fault);
        Assert.Equal(name, fault.Target);
    }

    [Theory]
    [InlineData("a\tb\u001B[31m\n\u0007.example")]
    [InlineData("a\u0085b\u009B31m.example")]
    public void Normalize_NameWithControlCharacters_IsNotEchoedToTheTerminal(string name)
    {
        InviteException fault = Assert.Throws<InviteException>(() => VirtualHostName.Normalize(name));
        Assert.DoesNotContain(fault.Message, char.IsControl);
    }

    [Fact]
    public void Normalize_VeryLongName_IsNotRepeatedWhole()
    {
        InviteException fault = Assert.Throws<InviteException>(() => VirtualHostName.Normalize(new string('a', 100_000)));
        Assert.InRange(fault.Message.Length, 1, 300);
    }

    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("例え.テスト", "xn--r8jz45g.xn--zckzah")]
    public void ToAscii_NormalName_IsWhatHttpHas(string name, string expected) =>
        Assert.Equal(expected, VirtualHostName.ToAscii(name));

    [Fact]
    public void Normalize_AnyText_IsRefusedOrAFixedPoint()
    {
        const string Odd = "..-_ üÜßẞİı。\u0308\u00AD\u200Dａ\uFF22ςΣא\u0661\t\uD83D\uDE00ﬁ½xn";
        Gen<char> characters = Gen.OneOf(
            Gen.Char['a', 'e'], Gen.Char['A', 'E'], Gen.Char['0', '3'], Gen.Int[0, Odd.Length - 1].Select(i => Odd[i]));
        Gen<string> labels = Gen.String[characters, 0, 12];
        Gen<string> names = Gen.OneOf(labels, labels.Select(label => "xn--" + label), labels.Select(label => label + ".example"));
        names.Sample(IsRefusedOrAFixedPoint, iter: 20_000);
    }

    private static bool IsRefusedOrAFixedPoint(string name)
    {
        string normal;
        try
        {
            normal = VirtualHostName.Normalize(name);
        }
        catch (InviteException fault) when (fault.Fault == InviteFault.VirtualHostInvalid)
        {
            return true;
        }

        string ascii = VirtualHostName.ToAscii(normal);
        return Ascii.IsValid(ascii)
            && VirtualHostName.Normalize(normal) == normal
            && VirtualHostName.Normalize(ascii) == normal
            && VirtualHostName.Normalize(ascii.ToUpperInvariant()) == normal;
    }
}
