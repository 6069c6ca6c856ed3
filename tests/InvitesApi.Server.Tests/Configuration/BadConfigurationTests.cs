using InvitesApi.Server.Configuration;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Configuration;

/// <summary>What a file is refused for, and where.</summary>
public sealed class BadConfigurationTests
{
    [Theory]
    [MemberData(nameof(BadConfigurations.OfForm), MemberType = typeof(BadConfigurations))]
    [MemberData(nameof(BadConfigurations.BeyondSchema), MemberType = typeof(BadConfigurations))]
    public void Read_Bad_IsToldWithItsPlace(string text, int line, string? setting)
    {
        using var file = new WrittenConfiguration(text);
        ConfigurationFinding finding = Assert.Single(file.Read().Findings);
        Assert.Equal((true, file.File, (int?)line, setting), (finding.IsError, finding.File, finding.Line, finding.Setting));
        Assert.DoesNotContain("secret", finding.Message, StringComparison.Ordinal);

        InviteException fault = Assert.Throws<InviteException>(() => file.Build());
        Assert.Equal((InviteFault.ConfigurationInvalid, setting ?? file.File), (fault.Fault, fault.Target));
        string name = setting is null ? string.Empty : ", " + setting;
        Assert.Contains($"{file.File}, line {line}{name}: ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SeveralBad_AreToldAtOnce()
    {
        using var file = new WrittenConfiguration(
            "{ \"prots\": 1,\n\"ports\": true,\n\"virtualHosts\": [{ \"name\": \"a.example\", \"x\": 1, \"y\": 2 }] }");
        Assert.Equal(
            [("prots", 1), ("ports", 2), ("virtualHosts[0].x", 3), ("virtualHosts[0].y", 3)],
            file.Read().Findings.Select(finding => (finding.Setting!, finding.Line!.Value)));
    }

    [Theory]
    [InlineData("Ports", "ports")]
    [InlineData("Port", "ports")]
    [InlineData("http_ports", "ports")]
    [InlineData("http_external_url", "externalUri")]
    [InlineData("CorsOrigin", "corsOrigins")]
    public void Read_NameThatIsAlmostOne_IsToldTheRightOne(string name, string meant)
    {
        using var file = new WrittenConfiguration($"{{ \"{name}\": 1 }}");
        Assert.EndsWith($"Did you mean {meant}?", Assert.Single(file.Read().Findings).Message, StringComparison.Ordinal);
    }
}
