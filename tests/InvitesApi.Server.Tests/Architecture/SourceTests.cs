using System.Text.RegularExpressions;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Architecture;

/// <summary>What the source tree promises and no compiler checks.</summary>
public sealed class SourceTests
{
    private const int MostLines = 250;
    private const string ErrorRecords = "src/InvitesApi.PowerShell/Errors/InviteErrors.cs";

    private static readonly (string Path, string Text)[] Sources = [.. Repository.CSharpFiles("src")];

    [Fact]
    public void Files_All_AreSmall() =>
        Assert.Empty(Sources.Where(file => file.Text.Split('\n').Length - 1 > MostLines).Select(file => file.Path));

    [Fact]
    public void Cmdlets_All_HaveAFileOfTheirOwn()
    {
        (string Path, string Text)[] commands = [.. Sources.Where(file => file.Text.Contains("[Cmdlet(", StringComparison.Ordinal))];
        Assert.NotEmpty(commands);
        Assert.All(commands, file =>
        {
            Assert.Equal(1, Regex.Count(file.Text, @"\[Cmdlet\("));
            Assert.StartsWith("src/InvitesApi.PowerShell/Commands/", file.Path, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void ErrorRecords_All_AreMadeInOnePlace() => Assert.Equal(
        [ErrorRecords],
        Sources.Where(file => file.Text.Contains("new ErrorRecord(", StringComparison.Ordinal)).Select(file => file.Path));

    [Fact]
    public void ErrorIds_All_AreListedInTheDocs()
    {
        IEnumerable<string> constants = Regex.Matches(Repository.Read(ErrorRecords), @"public const string (\w+) = ""(\w+)"";")
            .Select(constant => constant.Groups[2].Value);
        IEnumerable<string> documented = Regex.Matches(Repository.Read("docs/errors.md"), @"^## (\w+)\r?$", RegexOptions.Multiline)
            .Select(heading => heading.Groups[1].Value);
        Assert.Equal(
            Enum.GetNames<InviteFault>().Concat(constants).Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Cmdlets_All_AreInTheReadme()
    {
        IEnumerable<string> exported = Regex.Matches(Repository.Read("InvitesApi.psd1"), @"^ +'([A-Z]\w+-\w+)'\r?$", RegexOptions.Multiline)
            .Select(cmdlet => cmdlet.Groups[1].Value);
        string readme = Repository.Read("README.md");
        Assert.NotEmpty(exported);
        Assert.DoesNotContain(exported, cmdlet => !Regex.IsMatch(readme, $@"`{cmdlet}\b(?!-)"));
    }

    // A commit is believed only where the disk still takes changes after it. What Prosody did is noted again where that is lost.
    [Fact]
    public void Commits_All_LookAtTheDiskAfterwards()
    {
        string[] commits = [.. Sources
            .Where(file => Regex.IsMatch(file.Text, @"\.Commit\(\)|[cC]ommit\.Run\(|\bRun\(""COMMIT")).Select(file => file.Path).Order(StringComparer.Ordinal)];
        Assert.Equal(["src/InvitesApi.Server/Storage/Prosody/Noting.cs", "src/InvitesApi.Server/Storage/Sqlite/SureCommit.cs"], commits);
    }

    // A word alone on a line of a comment is what a tool has left that breaks lines and does not join them.
    [Fact]
    public void Comments_Always_FlowOn() => Assert.Empty(Sources
        .Where(file => Regex.IsMatch(file.Text, @"^ *///? [a-z'’]+\r?\n *///? [^<\s]", RegexOptions.Multiline))
        .Select(file => file.Path));

    [Fact]
    public void Console_Always_IsLeftToTheHost() =>
        Assert.Empty(Sources.Where(file => Regex.IsMatch(file.Text, @"\bConsole\.(Write|Out|Error|Read|In)\b")).Select(file => file.Path));
}
