using System.Text.RegularExpressions;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Architecture;

/// <summary>The tests that docs/threat-model.md names are there.</summary>
public sealed partial class ThreatModelTests
{
    private static readonly string Page = Repository.Read("docs/threat-model.md");

    [Fact]
    public void Tests_ThatAreNamed_AreThere()
    {
        (string Path, string Text)[] sources = [.. Repository.CSharpFiles("tests")];
        Match[] named = [.. Named().Matches(Page).AsEnumerable()];
        Assert.True(named.Length > 40, "The page names its tests in another form.");
        Assert.All(named, name => Assert.Contains(sources, source => Has(source.Text, name)));
    }

    [Fact]
    public void Threats_AlmostAll_HaveATest()
    {
        string[] threats = [.. Page.Split('\n').Where(line => line.StartsWith('|') && line.Trim('|', '\r').Split('|').Length == 3)];
        string[] without = [.. threats.Where(line => !line.Contains("Tests", StringComparison.Ordinal) && !line.Contains("---", StringComparison.Ordinal))];
        Assert.Equal(6, without.Count(line => line.StartsWith("| threat |", StringComparison.Ordinal)));
        Assert.Equal(
            ["packages with known vulnerabilities"],
            without.Select(line => line.Split('|')[1].Trim()).Where(threat => threat != "threat"));
    }

    private static bool Has(string source, Match name) =>
        Regex.IsMatch(source, $@"\bclass {name.Groups["class"].Value}\b")
        && (!name.Groups["method"].Success || Regex.IsMatch(source, $@"\b{name.Groups["method"].Value}\("));

    [GeneratedRegex(@"`(?<class>[A-Z]\w+Tests)(\.(?<method>\w+))?`", RegexOptions.ExplicitCapture)]
    private static partial Regex Named();
}
