using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary><c>New-InviteApiKey -Key</c>: keys that exist elsewhere.</summary>
public sealed class TakeOverTests : SessionTests
{
    private const string Cmdlet = "New-InviteApiKey";
    private const string OldToken = "73UUylA-2ZJbu9x1XMATuIbjWpip8ow1";
    private const string OldKey = "HTwALnKL/" + OldToken;
    private const string NewToken = "abcdefghijklmnopqrstuvwxyz0123456789";

    public static TheoryData<string> Malformed =>
    [
        "HTwALnKL",
        "HTwALnKL" + OldToken,
        "HTwALnK/" + OldToken, // an id of 7
        "HTwALnKL/" + OldToken[1..], // a token of 31
        "/" + OldToken,
        "HTwALnKL/",
        "HTwALnKL//" + OldToken,
        "HTwA nKL/" + OldToken,
        "HTwALnKL/+" + OldToken,
        "HTwALnKL/" + OldToken + "\n",
        "HTwALnKLé/" + OldToken,
        new string('a', 65) + "/" + OldToken,
        "HTwALnKL/" + new string('b', 129),
        new string('a', 100_000),
    ];

    [Theory]
    [InlineData(OldKey)]
    [InlineData("kFIuplAB-6xs/" + NewToken)]
    [InlineData("-begins-with-a-dash/" + NewToken)]
    public async Task Key_OfElsewhere_IsKeptAndCounts(string text)
    {
        PSObject key = Session.One($"New-InviteApiKey example.com CI -Key '{text}'");
        Assert.Equal((text, text.Split('/')[0], "CI"), (key.Text("Key"), key.Text("Id"), key.Text("Name")));
        int port = Session.One("Start-InviteApiServer example.com").Port();
        Assert.Equal(201, await Web.StatusAsync(port, text));
        Session.Run($"Remove-InviteApiKey example.com -Id '{key.Text("Id")}'");
        Assert.Equal(403, await Web.StatusAsync(port, text));
    }

    [Fact]
    public void Keys_ThroughThePipeline_AreTakenOverByTheirProperties()
    {
        ScriptResult result = Session.Try(
            $$"""
            [pscustomobject]@{ VirtualHost = 'example.com'; Name = 'one'; Key = '{{OldKey}}'; AllowedMethod = 'GET' },
            [pscustomobject]@{ VirtualHost = 'example.com'; Name = 'two'; Key = 'short/key' },
            [pscustomobject]@{ VirtualHost = 'example.org'; Name = 'three'; Key = '{{OldKey}}' } | New-InviteApiKey
            """);
        result.Reported(Cmdlet, "InviteApiKeyMalformed", ErrorCategory.InvalidArgument, target: null);
        Assert.Equal(["one", "three"], result.Output.Select(key => key.Text("Name")));
    }

    [Fact]
    public void Id_ThatIsTaken_IsRefused()
    {
        Session.Run($"$null = New-InviteApiKey example.com first -Key '{OldKey}'");
        ScriptResult result = Session.Try($"New-InviteApiKey example.com second -Key 'HTwALnKL/{NewToken}'");
        result.Reported(Cmdlet, "InviteApiKeyTaken", ErrorCategory.ResourceExists, "HTwALnKL");
        Assert.DoesNotContain(NewToken, result.Said, StringComparison.Ordinal);
        Assert.Equal("first", Session.One("Get-InviteApiKey").Text("Name"));
    }

    [Fact]
    public async Task Id_OfAnotherHost_IsNotTaken()
    {
        Session.Run($"$null = New-InviteApiKey example.com -Key '{OldKey}'");
        Session.Run($"$null = New-InviteApiKey example.org -Key 'HTwALnKL/{NewToken}'");
        int port = Session.One("Start-InviteApiServer example.com, example.org").Port();
        Assert.Equal(201, await Web.StatusAsync(port, OldKey, "example.com"));
        Assert.Equal(403, await Web.StatusAsync(port, OldKey, "example.org"));
        Assert.Equal(201, await Web.StatusAsync(port, $"HTwALnKL/{NewToken}", "example.org"));
    }

    [Fact]
    public void Id_OfARemovedKey_IsFreeAgain()
    {
        Session.Run($"$null = New-InviteApiKey example.com -Key '{OldKey}'; Remove-InviteApiKey example.com HTwALnKL");
        Assert.Single(Session.Run($"New-InviteApiKey example.com -Key '{OldKey}'"));
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Key_Malformed_IsRefusedWithoutBeingRepeated(string text)
    {
        Session.Runspace.SessionStateProxy.SetVariable("text", text);
        ScriptResult result = Session.Try("New-InviteApiKey example.com -Key $text -Verbose; Get-InviteApiKey");
        result.Reported(Cmdlet, "InviteApiKeyMalformed", ErrorCategory.InvalidArgument, target: null);
        Assert.Empty(result.Output);
        Assert.DoesNotContain(text, result.Said, StringComparison.Ordinal);
        Assert.DoesNotContain(OldToken, result.Said, StringComparison.Ordinal);
    }
}
