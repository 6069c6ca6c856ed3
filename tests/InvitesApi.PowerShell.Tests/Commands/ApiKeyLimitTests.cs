using System.Management.Automation;
using System.Security;

namespace InvitesApi.PowerShell.Tests;

/// <summary>The limits of keys, and the cmdlets that change and try keys.</summary>
public sealed class ApiKeyLimitTests : SessionTests
{
    private const string New = "New-InviteApiKey";

    [Fact]
    public void New_WithLimits_ListsThemAgain()
    {
        Session.Run("""
            $null = New-InviteApiKey example.com 'Shop' -ExpiresIn 90d -AllowedMethod POST -AllowedAddress 192.0.2.0/24, 2001:db8::1 `
                -Scope create, list -MaxInvites 500 -MaxPending 20 -RateLimit 60/min -InviteExpiresIn 12h -InviteMaxUses 3 `
                -InviteGroup 'a, b', c -InviteRole prosody:member
            """);
        PSObject key = Session.One("Get-InviteApiKey example.com -State Active");
        Assert.Equal(
            ["POST", "192.0.2.0/24", "2001:db8::1/128", "create", "list", "a, b", "c", "prosody:member"],
            ((string[])["AllowedMethod", "AllowedAddress", "Scope", "InviteGroup", "InviteRole"])
                .SelectMany(name => Assert.IsAssignableFrom<IEnumerable<string>>(key.Get(name))));
        Assert.Equal(500L, key.Get("MaxInvites"));
        Assert.Equal(20L, key.Get("MaxPending"));
        Assert.Equal("60/min", key.Get("RateLimit"));
        Assert.Equal(TimeSpan.FromHours(12), key.Get("InviteExpiresIn"));
        Assert.Equal(3, key.Get("InviteMaxUses"));
        Assert.Equal(90, Math.Round((Assert.IsType<DateTime>(key.Get("ExpiresAt")) - (DateTime)key.Get("CreatedAt")!).TotalDays));
    }

    [Fact]
    public void New_RowsOfATable_AreKeysEachOrAnErrorEach()
    {
        ScriptResult result = Session.Try("""
            $name = 'Name', 'MaxInvites', 'RateLimit', 'ExpiresIn', 'Scope', 'AllowedAddress', 'InviteMaxUses'
            'one;100;60/min;7d;create,list;192.0.2.0/24,2001:db8::/32;2', 'bad;0;;;;;', 'two;;;;;;' | ForEach-Object {
                $cell = $_ -split ';'
                $row = @{ VirtualHost = 'example.com' }
                0..6 | ForEach-Object { $row[$name[$_]] = $cell[$_] }
                [pscustomobject]$row
            } | New-InviteApiKey
            """);
        Assert.Equal(["one", "two"], result.Output.Select(key => key.Text("Name")));
        Assert.Null(result.Output[1].Get("MaxInvites"));
        Assert.Equal(2, Assert.IsAssignableFrom<IReadOnlyList<string>>(result.Output[0].Get("AllowedAddress")).Count);
        result.Reported(New, "InviteApiKeyLimitInvalid", ErrorCategory.InvalidArgument, 0L);
    }

    [Theory]
    [InlineData("-AllowedAddress 10.0.0.5/8", "10.0.0.5/8")]
    [InlineData("-Scope create, everything", "everything")]
    [InlineData("-MaxPending -1", -1L)]
    public void New_LimitThatMakesNoSense_IsRefused(string parameters, object target)
    {
        ScriptResult result = Session.Try($"New-InviteApiKey example.com {parameters}");
        result.Reported(New, "InviteApiKeyLimitInvalid", ErrorCategory.InvalidArgument, target);
        Assert.Empty(Session.Run("Get-InviteApiKey"));
    }

    [Theory]
    [InlineData("-RateLimit 60")]
    [InlineData("-RateLimit 0/min")]
    [InlineData("-ExpiresIn tomorrow")]
    public void New_TextThatIsNone_IsRefusedBefore(string parameters) =>
        Session.Try($"New-InviteApiKey example.com {parameters}").RefusedArgument(New, "ParameterArgumentTransformationError");

    [Fact]
    public void New_Typo_IsCalledOneAndNotRepeated()
    {
        string key = NewKey().Text;
        string typo = key[..^1] + (key[^1] == 'x' ? 'y' : 'x');
        ScriptResult result = Session.Try($"New-InviteApiKey example.org -Key '{typo}'");
        result.Reported(New, "InviteApiKeyMistyped", ErrorCategory.InvalidArgument, key.Split('/')[0]);
        Assert.DoesNotContain(typo.Split('/')[1], result.Said, StringComparison.Ordinal);
    }

    [Fact]
    public void New_Count_MakesThatMany()
    {
        Assert.Equal(3000, Session.Run("New-InviteApiKey example.com -Count 3000").Select(key => key.Text("Key")).Distinct().Count());
        Assert.Equal(3000, Session.Run("Get-InviteApiKey").Count);
        Session.Try($"New-InviteApiKey example.com -Count 2 -Key {NewKey().Text}")
            .Ended(New, "ParametersContradict", ErrorCategory.InvalidArgument, "Count");
    }

    [Fact]
    public void New_AsSecureString_ShowsTheTextToNobody()
    {
        PSObject key = Session.One("$key = New-InviteApiKey example.com -AsSecureString; $key");
        Assert.IsType<SecureString>(key.Get("Key"));
        Assert.True((bool)Session.One("Test-InviteApiKey example.com $key.Key").Get("Allowed")!);
    }

    [Fact]
    public async Task Set_Disable_IsRefusedUntilItIsEnabled()
    {
        (string id, string text) = NewKey();
        int port = Session.One("Start-InviteApiServer example.com").Port();
        Assert.Equal(201, await Web.StatusAsync(port, text));
        Assert.Equal("Disabled", Session.One($"Set-InviteApiKey example.com {id} -Disable -PassThru").Text("State"));
        Assert.Equal(403, await Web.StatusAsync(port, text));
        Session.Run($"Set-InviteApiKey example.com {id} -Enable");
        Assert.Equal(201, await Web.StatusAsync(port, text));
        PSObject key = Session.One("Get-InviteApiKey");
        Assert.Equal((2L, "127.0.0.1"), (key.Get("InviteCount"), key.Get("LastAddress")));
        Assert.IsType<DateTime>(key.Get("LastUsedAt"));
    }

    [Fact]
    public void Set_Null_TakesLimitsAway()
    {
        Session.Run("$null = New-InviteApiKey example.com n -ExpiresIn 1d -MaxInvites 1 -RateLimit 1/s -AllowedAddress ::1 -InviteExpiresIn 1h");
        Session.Run("""
            Get-InviteApiKey | Set-InviteApiKey -Name '' -NeverExpires -MaxInvites $null -RateLimit $null -AllowedAddress $null -InviteExpiresIn $null
            """);
        PSObject key = Session.One("Get-InviteApiKey");
        Assert.All(["Name", "ExpiresAt", "MaxInvites", "RateLimit", "InviteExpiresIn"], name => Assert.Null(key.Get(name)));
        Assert.Empty(Assert.IsAssignableFrom<IEnumerable<string>>(key.Get("AllowedAddress")));
    }

    [Fact]
    public void Set_OtherParameters_StayAsTheyAre()
    {
        Session.Run("$null = New-InviteApiKey example.com n -MaxInvites 7 -RateLimit 5/day; Get-InviteApiKey | Set-InviteApiKey -MaxPending 3");
        PSObject key = Session.One("Get-InviteApiKey");
        Assert.Equal(("n", 7L, 3L, "5/day"), (key.Get("Name"), key.Get("MaxInvites"), key.Get("MaxPending"), key.Get("RateLimit")));
    }

    [Theory]
    [InlineData("Set-InviteApiKey", "-Disable")]
    [InlineData("Reset-InviteApiKey", "")]
    [InlineData("Remove-InviteApiKey", "-RevokeInvites")]
    public void Id_ThatNoKeyHas_IsAnErrorOfItsOwn(string cmdlet, string parameters) => Session.Try($"{cmdlet} example.com nobodys-id {parameters}")
        .Reported(cmdlet, "InviteApiKeyNotFound", ErrorCategory.ObjectNotFound, "nobodys-id");

    [Fact]
    public void WhatIf_OfEveryChange_ChangesNothing()
    {
        (string id, string text) = NewKey();
        Session.Run($"""
            Set-InviteApiKey example.com {id} -Disable -WhatIf
            Reset-InviteApiKey example.com {id} -WhatIf
            Remove-InviteApiKey example.com {id} -RevokeInvites -WhatIf
            """);
        Assert.True((bool)Session.One($"Test-InviteApiKey example.com '{text}'").Get("Allowed")!);
    }

    [Fact]
    public void Reset_Overlap_KeepsTheOldTokenGood()
    {
        (string id, string text) = NewKey();
        string second = Session.One($"Reset-InviteApiKey example.com {id} -Overlap 1d").Text("Key");
        Assert.Equal([null, null], Session.Run($"Test-InviteApiKey example.com '{text}', '{second}'").Select(test => test.Get("Reason")));
        string third = Session.One($"Reset-InviteApiKey example.com {id}").Text("Key");
        Assert.Equal(
            ["WrongToken", "WrongToken", null],
            Session.Run($"Test-InviteApiKey example.com '{text}', '{second}', '{third}'").Select(test => test.Get("Reason")));
    }

    // As AdminApiEndpoint asks: each scope by its own method, and what DELETE does by none.
    [Theory]
    [InlineData("GET", "list", "")]
    [InlineData("POST", "list", "MethodNotAllowed")]
    [InlineData("GET", "reset", "MethodNotAllowed")]
    [InlineData("POST", "reset", "")]
    [InlineData("GET", "revoke", "")]
    [InlineData("POST", "revoke", "")]
    [InlineData("POST", "revoke, reset", "")]
    [InlineData("GET", "revoke, reset", "MethodNotAllowed")]
    [InlineData("GET", "all", "MethodNotAllowed")]
    [InlineData("GET, POST", "all", "")]
    [InlineData("POST", "list -Method POST", "")]
    [InlineData("GET", "revoke -Method POST", "MethodNotAllowed")]
    public void Test_WithoutAMethod_TakesThatOfTheScope(string allowed, string scope, string reason)
    {
        Session.Run($"$key = New-InviteApiKey example.com -Scope all -AllowedMethod {allowed}");
        Assert.Equal(reason, $"{Session.One($"Test-InviteApiKey example.com $key.Key -Scope {scope}").Get("Reason")}");
    }

    [Theory]
    [InlineData("8d", true)]
    [InlineData("7d", false)]
    [InlineData("12h", false)]
    public void InviteExpiresIn_BeyondTheUsualLifetime_IsWarnedOf(string span, bool isWarned)
    {
        foreach (string script in new[]
        {
            $"$null = New-InviteApiKey example.com -InviteExpiresIn {span} -Count 2",
            $"Get-InviteApiKey | Set-InviteApiKey -InviteExpiresIn {span}",
        })
        {
            ScriptResult result = Session.Try(script);
            Assert.Empty(result.Errors);
            Assert.Equal(isWarned ? 1 : 0, result.Warnings.Count);
            Assert.All(result.Warnings, warning => Assert.Contains("7 days at the most", warning, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Test_Reason_IsAWordThatStays()
    {
        Session.Run("""
            $post = New-InviteApiKey example.com -AllowedMethod POST -AllowedAddress 192.0.2.0/24
            $gone = New-InviteApiKey example.com; Remove-InviteApiKey example.com $gone.Id
            """);
        Assert.Equal(
            ["MethodNotAllowed", null, "AddressNotAllowed", "ScopeMissing", "Unknown", "Removed", "Malformed", "Unknown"],
            Session.Run("""
                Test-InviteApiKey example.com $post.Key
                Test-InviteApiKey example.com $post.Key -Method POST -Address 192.0.2.9
                Test-InviteApiKey example.com $post.Key -Method POST -Address 127.0.0.1
                Test-InviteApiKey example.com $post.Key -Method POST -Scope list
                Test-InviteApiKey example.org $post.Key
                Test-InviteApiKey example.com $gone.Key
                Test-InviteApiKey example.com 'no key'
                Test-InviteApiKey example.com HTwALnKL/73UUylA-2ZJbu9x1XMATuIbjWpip8ow1
                """).Select(test => test.Get("Reason")));
        Assert.Equal(0L, Session.Run("Get-InviteApiKey")[0].Get("InviteCount"));
    }

    [Fact]
    public void Get_Removed_ListsTheHistory()
    {
        string id = NewKey(name: "gone").Id;
        NewKey(name: "here");
        Session.Run($"Remove-InviteApiKey example.com {id}");
        Assert.Equal("here", Session.One("Get-InviteApiKey").Text("Name"));
        Assert.Equal("gone", Session.One("Get-InviteApiKey -State Removed").Text("Name"));
        Assert.Equal(["gone", "here"], Session.Run("Get-InviteApiKey -IncludeRemoved").Select(key => key.Text("Name")));
    }

    [Fact]
    public void Export_Limits_ComeBackWithImport()
    {
        string text = Session.One("New-InviteApiKey example.com n -MaxInvites 7 -RateLimit 5/day -InviteGroup g").Text("Key");
        Session.Run("Get-InviteApiKey | Set-InviteApiKey -Disable");
        Session.Run($"$null = Export-InviteData -Path '{Session.Folder}/data.jsonl'; $other = '{Session.Folder}/other.db'");
        Session.Run($"$null = Import-InviteData -Path '{Session.Folder}/data.jsonl' -Database $other");
        PSObject key = Session.One("Get-InviteApiKey -Database $other");
        Assert.Equal((7L, "5/day", "Disabled"), (key.Get("MaxInvites"), key.Get("RateLimit"), key.Text("State")));
        Assert.Equal("Disabled", Session.One($"Test-InviteApiKey example.com '{text}' -Database $other").Get("Reason"));
    }
}
