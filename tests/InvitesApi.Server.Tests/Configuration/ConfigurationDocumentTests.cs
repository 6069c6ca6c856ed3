using InvitesApi.Server.Configuration;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Configuration;

/// <summary>The pages that list settings list those that there are, each with its parameter and Prosody's name.</summary>
public sealed class ConfigurationDocumentTests
{
    private static readonly IEnumerable<Setting> OfFiles = SettingTable.All.Where(setting => setting.IsOfFiles);

    [Fact]
    public void Settings_InTheirPage_AreThoseThatThereAre()
    {
        string[][] rows = Rows("docs/configuration.md");
        Assert.Equal(OfFiles.Select(setting => setting.Name), rows.Select(row => row[0].Trim('`')));
        Assert.Equal(OfFiles.Select(setting => setting.Parameter is null ? string.Empty : $"`-{setting.Parameter}`"),
            rows.Select(row => row[2]));
        Assert.Equal(OfFiles.Select(setting => setting.Description), rows.Select(row => row[3]));
    }

    [Fact]
    public void Settings_WithAnotherNameInProsody_AreInItsTable()
    {
        string[][] rows = Rows("docs/coming-from-prosody.md");
        Assert.All(OfFiles.Where(setting => setting.Prosody is not null), setting => Assert.Contains(
            rows,
            row => row[0].Contains($"`{setting.Prosody}`", StringComparison.Ordinal)
                && row[2].Contains($"`{setting.Name}`", StringComparison.Ordinal)
                && row[1].Contains($"`-{setting.Parameter ?? "CertificatePassword"}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Settings_Names_AreUnlikeEachOther()
    {
        Assert.Distinct(SettingTable.All.Select(setting => setting.Name), StringComparer.OrdinalIgnoreCase);
        Assert.All(SettingTable.All, setting => Assert.Matches("^[a-z][A-Za-z]+$", setting.Name));
    }

    private static string[][] Rows(string page) =>
    [
        .. Repository.Read(page).ReplaceLineEndings("\n").Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Count(c => c == '|') == 5)
            .Select(line => line[1..^1].Split('|', StringSplitOptions.TrimEntries)),
    ];
}
