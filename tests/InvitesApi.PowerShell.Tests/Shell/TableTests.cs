using System.Xml.Linq;

namespace InvitesApi.PowerShell.Tests;

/// <summary>How objects are shown on a terminal of 80 columns.</summary>
public sealed class TableTests : SessionTests
{
    private const string LongHost = "a-very-long-name-of-a-virtual-host.and-an-even-longer-domain-of-an-example.example";

    private static readonly XDocument Formats = XDocument.Load(Path.Combine(ModuleSession.ModuleFolder, "InvitesApi.Format.ps1xml"));

    [Theory]
    [MemberData(nameof(ModuleCmdlets.Names), MemberType = typeof(ModuleCmdlets))]
    public void Output_OfEveryCmdlet_HasAView(string cmdlet)
    {
        string[] shown = [.. Formats.Descendants("TypeName").Select(name => name.Value)];
        foreach (Type type in ModuleCmdlets.Get(cmdlet).OutputType.Select(output => output.Type).Where(IsOurs))
        {
            Assert.Contains(Bases(type), name => shown.Contains(name, StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Views_NameOnlyPropertiesThatAreThere()
    {
        Type[] types = [.. ModuleCmdlets.All.SelectMany(cmdlet => cmdlet.OutputType).Select(output => output.Type).Where(IsOurs)];
        foreach (XElement view in Formats.Descendants("View"))
        {
            string shown = view.Descendants("TypeName").First().Value;
            Type type = types.First(candidate => Bases(candidate).Contains(shown, StringComparer.Ordinal));
            Assert.All(view.Descendants("PropertyName"), name => Assert.NotNull(type.GetProperty(name.Value)));
            Assert.Empty(view.Descendants("ScriptBlock"));
        }
    }

    [Fact]
    public void Keys_AreATableWithinTheTerminal()
    {
        string secret = Session.One($"$key = New-InviteApiKey {LongHost} ('A name without end. ' * 10); $key").Text("Key").Split('/')[1];
        NewKey();
        Session.Run("$key, $key, (Get-InviteApiKey) | Out-Host");
        AssertFits("VirtualHost +Id +State +LastUsedAt +Name");
        Assert.DoesNotContain(secret, Session.Host.Text, StringComparison.Ordinal);
        Assert.Contains("example.com", Session.Host.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Servers_AreATableWithinTheTerminal()
    {
        Session.Run($"Start-InviteApiServer {LongHost}, example.com, example.org -Interface localhost, 127.0.0.1, ::1 | Out-Host");
        AssertFits("Id +State +VirtualHost +Uri");
        Assert.Contains("Running", Session.Host.Text, StringComparison.Ordinal);
    }

    private static bool IsOurs(Type? type) => type?.Namespace?.StartsWith("InvitesApi", StringComparison.Ordinal) == true;

    private static IEnumerable<string> Bases(Type type)
    {
        for (Type? at = type; at is not null; at = at.BaseType)
        {
            yield return at.FullName!;
        }
    }

    private void AssertFits(string header)
    {
        Assert.Matches(header, Session.Host.Text);
        Assert.All(Session.Host.Text.Split('\n'), line => Assert.InRange(line.TrimEnd('\r').Length, 0, 80));
    }
}
