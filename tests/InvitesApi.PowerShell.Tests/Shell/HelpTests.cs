using System.Collections;
using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary>What <c>Get-Help</c> tells of each cmdlet.</summary>
public sealed class HelpTests : SessionTests
{
    [Theory]
    [MemberData(nameof(ModuleCmdlets.Names), MemberType = typeof(ModuleCmdlets))]
    public void Help_Full_TellsAllOfACmdlet(string cmdlet)
    {
        PSObject help = Session.One($"Get-Help {cmdlet} -Full");
        Assert.NotEqual(cmdlet, help.Get("Synopsis")?.ToString()?.Trim());
        Assert.NotEmpty(help.Get("Synopsis")!.ToString()!.Trim());
        Assert.NotEmpty(Text(help.Get("description")));
        Assert.NotEmpty(Items(help, "returnValues", "returnValue"));
        Assert.NotEmpty(Items(help, "relatedLinks", "navigationLink"));
        Assert.NotEmpty(Items(help, "syntax", "syntaxItem"));
        IReadOnlyList<PSObject> examples = Items(help, "examples", "example");
        Assert.True(examples.Count >= 2, "There must be two examples.");
        Assert.All(examples, example => Assert.NotEmpty(Text(example.Get("code"))));
    }

    [Theory]
    [MemberData(nameof(ModuleCmdlets.Names), MemberType = typeof(ModuleCmdlets))]
    public void Help_Parameters_AreThoseOfTheCmdlet(string cmdlet)
    {
        CmdletInfo info = ModuleCmdlets.Get(cmdlet);
        var parameters = Items(Session.One($"Get-Help {cmdlet} -Full"), "parameters", "parameter")
            .ToDictionary(parameter => Text(parameter.Get("name")), StringComparer.Ordinal);
        IEnumerable<string> expected = info.OwnParameters().Select(parameter => parameter.Name);
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            parameters.Keys.Except(ModuleCmdlets.Shared, StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(parameters.Values, parameter => Assert.NotEmpty(Text(parameter.Get("description"))));
    }

    [Theory]
    [MemberData(nameof(ModuleCmdlets.Names), MemberType = typeof(ModuleCmdlets))]
    public void Help_OfAParameter_CanBeAskedFor(string cmdlet)
    {
        foreach (ParameterMetadata parameter in ModuleCmdlets.Get(cmdlet).OwnParameters())
        {
            Assert.NotEmpty(Text(Session.One($"Get-Help {cmdlet} -Parameter {parameter.Name}").Get("description")));
        }
    }

    [Fact]
    public void About_TellsOfEveryCmdlet()
    {
        string about = Session.One("Get-Help about_InvitesApi").ToString()!;
        Assert.All(ModuleCmdlets.All, cmdlet => Assert.Contains(cmdlet.Name, about, StringComparison.Ordinal));
    }

    private static IReadOnlyList<PSObject> Items(PSObject help, string outer, string inner) =>
        help.Get(outer) is PSObject list && list.Properties[inner]?.Value is { } items
            ? [.. (items is IEnumerable several and not string ? several.Cast<object>() : [items]).Select(PSObject.AsPSObject)]
            : [];

    // Help has its texts as strings, as objects with a property Text, or as lists of these.
    private static string Text(object? value) => value switch
    {
        null => string.Empty,
        string text => text.Trim(),
        PSObject { BaseObject: string text } => text.Trim(),
        IEnumerable several => string.Join('\n', several.Cast<object>().Select(Text)).Trim(),
        PSObject { BaseObject: IEnumerable several } => Text(several),
        PSObject item when item.Properties["Text"] is { } text => Text(text.Value),
        _ => value.ToString()!.Trim(),
    };
}
