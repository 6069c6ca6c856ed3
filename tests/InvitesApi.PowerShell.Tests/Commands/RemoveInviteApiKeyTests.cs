using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary><c>Remove-InviteApiKey</c>.</summary>
public sealed class RemoveInviteApiKeyTests : SessionTests
{
    private const string Cmdlet = "Remove-InviteApiKey";

    private string Left => string.Join(' ', Session.Run("Get-InviteApiKey").Select(key => key.Text("Name")));

    [Theory]
    [InlineData("Remove-InviteApiKey example.com $one.Id", "two three")]
    [InlineData("Remove-InviteApiKey -VirtualHost Example.COM -Id $one.Id", "two three")]
    [InlineData("Remove-InviteApiKey -Domain example.com $one.Id, $three.Id", "two")]
    [InlineData("Remove-InviteApiKey example.com @($one.Id; $two.Id; $three.Id)", "")]
    [InlineData("$one | Remove-InviteApiKey", "two three")]
    [InlineData("$one, $two | Remove-InviteApiKey", "three")]
    [InlineData("Get-InviteApiKey example.com | Where-Object Name -like 't*' | Remove-InviteApiKey", "one")]
    [InlineData("Get-InviteApiKey -Name t* | Remove-InviteApiKey", "one")]
    [InlineData("[pscustomobject]@{ VirtualHost = 'example.com'; Id = $two.Id } | Remove-InviteApiKey", "one three")]
    [InlineData("[pscustomobject]@{ Id = $two.Id }, [pscustomobject]@{ Id = $one.Id } | Remove-InviteApiKey example.com", "three")]
    public void Keys_InAnyFormOfCall_AreRemoved(string script, string left)
    {
        Session.Run("$one, $two, $three = 'one', 'two', 'three' | ForEach-Object { New-InviteApiKey example.com $_ }");
        Assert.Empty(Session.Run(script));
        Assert.Equal(left, Left);
    }

    [Fact]
    public void Id_Unknown_IsReportedAndTheOthersAreRemoved()
    {
        string id = NewKey().Id;
        Session.Try($"Remove-InviteApiKey example.com nobody-1, '{id}'")
            .Reported(Cmdlet, "InviteApiKeyNotFound", ErrorCategory.ObjectNotFound, "nobody-1");
        Assert.Empty(Session.Run("Get-InviteApiKey"));
        Session.Try($"Remove-InviteApiKey example.com '{id}'")
            .Reported(Cmdlet, "InviteApiKeyNotFound", ErrorCategory.ObjectNotFound, id);
    }

    [Fact]
    public void Id_InAnotherCaseOrOfAnotherHost_IsUnknown()
    {
        Session.Run("$null = New-InviteApiKey example.com -Key 'HTwALnKL/73UUylA-2ZJbu9x1XMATuIbjWpip8ow1'");
        Session.Try("Remove-InviteApiKey example.com htwalnkl")
            .Reported(Cmdlet, "InviteApiKeyNotFound", ErrorCategory.ObjectNotFound, "htwalnkl");
        Session.Try("Remove-InviteApiKey example.org HTwALnKL")
            .Reported(Cmdlet, "InviteApiKeyNotFound", ErrorCategory.ObjectNotFound, "HTwALnKL");
        Assert.Single(Session.Run("Get-InviteApiKey"));
    }

    [Fact]
    public void Id_WithWildcard_IsTakenAsItStands()
    {
        NewKey();
        Session.Try("Remove-InviteApiKey example.com *")
            .Reported(Cmdlet, "InviteApiKeyNotFound", ErrorCategory.ObjectNotFound, "*");
        Assert.Single(Session.Run("Get-InviteApiKey"));
    }

    [Fact]
    public void WhatIf_LeavesTheDatabaseAsItIs()
    {
        string id = NewKey().Id;
        IReadOnlyDictionary<string, byte[]> before = Session.Files();
        Assert.Empty(Session.Run("Get-InviteApiKey | Remove-InviteApiKey -WhatIf"));
        Assert.Equal(before, Session.Files());
        Assert.Contains(id, Session.Host.Text, StringComparison.Ordinal);
        Assert.Equal([id], Session.Texts("Get-InviteApiKey"));
    }

    [Fact]
    public void WhatIf_WithoutADatabase_MakesNone()
    {
        Session.Run("Remove-InviteApiKey example.com nobody-1 -WhatIf");
        Assert.Empty(Session.Files());
    }

    [Theory]
    [InlineData("No to All", 1, "one two")]
    [InlineData("Yes to All", 1, "")]
    [InlineData("No Yes", 2, "one")]
    [InlineData("Yes No", 2, "two")]
    public void Confirm_AsksForEachKey(string answers, int questions, string left)
    {
        NewKey(name: "one");
        NewKey(name: "two");
        foreach (string answer in answers.EndsWith("All", StringComparison.Ordinal) ? [answers] : answers.Split(' '))
        {
            Session.Host.Answer(answer);
        }

        Session.Run("Get-InviteApiKey | Remove-InviteApiKey -Confirm");
        Assert.Equal(questions, Session.Host.Questions);
        Assert.Equal(left, Left);
    }

    [Fact]
    public void Confirm_NotAsked_IsNotNeeded()
    {
        NewKey();
        Session.Run("Get-InviteApiKey | Remove-InviteApiKey");
        Assert.Equal(0, Session.Host.Questions);
    }

    [Fact]
    public async Task Key_Removed_IsRefusedAtTheNextRequest()
    {
        (string id, string text) = NewKey();
        int port = Session.One("Start-InviteApiServer example.com").Port();
        Assert.Equal(201, await Web.StatusAsync(port, text));
        Session.Run($"Remove-InviteApiKey example.com '{id}'");
        Assert.Equal(403, await Web.StatusAsync(port, text));
    }
}
