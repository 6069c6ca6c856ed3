using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary><c>Export-InviteSheet</c>.</summary>
public sealed class ExportInviteSheetTests : SessionTests
{
    private const string Cmdlet = "Export-InviteSheet";

    [Fact]
    public void Sheet_OfSomeInvites_HasACardForEach()
    {
        Session.MoveTo(Session.Folder);
        Session.Run("$made = @(New-Invite example.com -Count 3) + (New-Invite other.example -Contact romeo -NeverExpires)");
        var file = (FileInfo)Session.One("$made | Export-InviteSheet -Path cards.html").BaseObject;
        string html = File.ReadAllText(file.FullName);
        Assert.Equal(4, html.Split("<svg ").Length - 1);
        Assert.Equal(3, html.Split("<time ").Length - 1);
        Assert.Contains("other.example", html, StringComparison.Ordinal);
        Assert.All(Session.Texts("$made.Token"), token => Assert.Contains(token, html, StringComparison.Ordinal));
        Assert.DoesNotContain("http-equiv", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de", "lang=\"de\" dir=\"ltr\"")]
    [InlineData("ar", "lang=\"ar\" dir=\"rtl\"")]
    [InlineData("pt-BR", "lang=\"pt\" dir=\"ltr\"")]
    public void Language_IsThatOfThePage(string tag, string expected) => Assert.Contains(expected, Written($"-Language {tag}"), StringComparison.Ordinal);

    [Fact]
    public void SiteName_ThatLooksLikeHtml_IsText()
    {
        string html = Written("-SiteName '<b>\"x\"</b>'");
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Language_ThatThereIsNot_EndsTheCmdlet() => Session
        .Try("New-Invite example.com | Export-InviteSheet -Path a.html -Language tlh")
        .Ended(Cmdlet, "LanguageNotFound", ErrorCategory.ObjectNotFound, "tlh");

    [Fact]
    public void NoInvites_NoFile()
    {
        Assert.Empty(Session.Run($"Get-Invite | Export-InviteSheet -Path '{Session.Folder}/a.html'"));
        Session.Try($"'nobody' | Export-InviteSheet -Path '{Session.Folder}/a.html'")
            .Reported(Cmdlet, "InviteNotFound", ErrorCategory.ObjectNotFound, "nobody");
        Assert.False(File.Exists($"{Session.Folder}/a.html"));
    }

    private string Written(string arguments) => File.ReadAllText(((FileInfo)Session
        .One($"New-Invite example.com | Export-InviteSheet -Path '{Session.Folder}/a.html' {arguments}").BaseObject).FullName);
}
