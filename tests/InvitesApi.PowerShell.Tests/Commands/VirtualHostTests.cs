using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary>Names of hosts, good and bad, given to every cmdlet that takes one.</summary>
public sealed class VirtualHostTests : SessionTests
{
    private static string[] Bad =>
    [
        " ", "exa mple.com", " example.com", "a..b", ".example.com", "example.com.", new string('a', 300), "user@example.com",
        "example.com:5280", "http://example.com", "a\tb.example", "a\nb.example", "under_score.example", "<b>.example",
    ];

    [Theory]
    [MemberData(nameof(ModuleCmdlets.NamesWithVirtualHost), MemberType = typeof(ModuleCmdlets))]
    public void VirtualHost_ThatIsNone_IsRefused(string cmdlet) => Assert.All(Bad, name =>
    {
        ScriptResult result = Session.Try(ModuleCmdlets.Get(cmdlet).SampleCall(name));
        result.Reported(cmdlet, "VirtualHostInvalid", ErrorCategory.InvalidArgument, name);
        Assert.Empty(result.Output);
        Assert.DoesNotContain(result.Error.Exception.Message, char.IsControl);
    });

    [Theory]
    [InlineData("EXAMPLE.com", "example.com", "Example.COM")]
    [InlineData("bücher.example", "bücher.example", "xn--bcher-kva.example")]
    [InlineData("xn--bcher-kva.example", "bücher.example", "BÜCHER.example")]
    [InlineData("例え。テスト", "例え.テスト", "xn--r8jz45g.xn--zckzah")]
    [InlineData("ｅｘａｍｐｌｅ.com", "example.com", "example.com")]
    public async Task VirtualHost_InAnyOfItsForms_IsOne(string made, string normalized, string asked)
    {
        (string id, string text) = NewKey(made);
        Assert.Equal(normalized, Session.One($"Get-InviteApiKey '{asked}'").Text("VirtualHost"));

        PSObject server = Session.One($"Start-InviteApiServer '{asked}'");
        Assert.Equal([normalized], Assert.IsAssignableFrom<IEnumerable<string>>(server.Get("VirtualHost")));
        Assert.Equal(201, await Web.StatusAsync(server.Port(), text));

        Session.Run($"Remove-InviteApiKey '{asked}' '{id}'");
        Assert.Empty(Session.Run("Get-InviteApiKey"));
    }

    [Fact]
    public void VirtualHosts_WithABadOneAmongThem_AreListedWithoutIt()
    {
        NewKey("a.example");
        NewKey("c.example");
        ScriptResult result = Session.Try("Get-InviteApiKey a.example, b..example, c.example");
        result.Reported("Get-InviteApiKey", "VirtualHostInvalid", ErrorCategory.InvalidArgument, "b..example");
        Assert.Equal(["a.example", "c.example"], result.Output.Select(key => key.Text("VirtualHost")));
    }
}
