using System.Text;

namespace InvitesApi.PowerShell.Tests;

/// <summary>Where the token of a key must not be: in anything that is said, and in the files.</summary>
public sealed class SecretTests : SessionTests
{
    private const string Token = "73UUylA-2ZJbu9x1XMATuIbjWpip8ow1";

    [Theory]
    [InlineData("New-InviteApiKey example.com -Key $key")]
    [InlineData("$null = New-InviteApiKey example.com -Key $key; New-InviteApiKey example.com -Key $key")]
    [InlineData("New-InviteApiKey example.com -Key ($key + '!')")]
    [InlineData("New-InviteApiKey example.com -Key ('x' + $key.Split('/')[1])")]
    [InlineData("New-InviteApiKey a..b -Key $key")]
    [InlineData("New-InviteApiKey example.com \"a`tb\" -Key $key")]
    [InlineData("New-InviteApiKey example.com -Key $key -Database /")]
    [InlineData("New-InviteApiKey example.com -Key $key -WhatIf")]
    [InlineData("$null = New-InviteApiKey example.com -Key $key; Remove-InviteApiKey example.com $key")]
    [InlineData("New-InviteApiKey example.com -Key $key | Remove-InviteApiKey -WhatIf")]
    [InlineData("New-InviteApiKey example.com -Key $key | Out-Host; Get-InviteApiKey | Out-Host")]
    public void Token_IsInNothingThatIsSaid(string script)
    {
        Session.Run($"$key = 'HTwALnKL/{Token}'; $VerbosePreference = 'Continue'; $DebugPreference = 'Continue'");
        ScriptResult result = Session.Try(script);

        // An id that the user typed is the target of its error, secret or not: here it has the whole key.
        string said = script.Contains("Remove-InviteApiKey example.com $key", StringComparison.Ordinal)
            ? string.Join('\n', result.Verbose)
            : result.Said;
        Assert.DoesNotContain(Token, said + Session.Host.Text, StringComparison.Ordinal);
        AssertInNoFile(Token);
    }

    [Fact]
    public async Task Tokens_OfKeysAndInvites_AreInNoFile()
    {
        string token = NewKey().Text.Split('/')[1];
        Session.Run("$VerbosePreference = 'Continue'");
        using RunningScript waiting = Session.Begin("Start-InviteApiServer example.com -Wait -Verbose");
        int port = (await waiting.FirstAsync()).Port();
        using var other = new ModuleSession(database: Session.Database);
        string key = other.One("New-InviteApiKey example.com").Text("Key");
        string invite = (await Web.LocationAsync(port, key)).Split('?')[1];
        Assert.Equal(403, await Web.StatusAsync(port, key + "x"));
        Assert.Contains(Session.Files().Keys, path => path.EndsWith("-wal", StringComparison.Ordinal));
        AssertInNoFile(token, key.Split('/')[1], invite);
        await waiting.StopAsync();
        AssertInNoFile(token, key.Split('/')[1], invite);
    }

    // As text in UTF-8 and in UTF-16.
    private void AssertInNoFile(params string[] secrets)
    {
        foreach ((string path, byte[] bytes) in Session.Files())
        {
            Assert.All(secrets, secret => Assert.True(
                bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) < 0 && bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(secret)) < 0,
                $"{path} has a secret."));
        }
    }
}
