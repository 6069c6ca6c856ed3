using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary><c>Start-InviteApiServer</c> with a place where accounts are made, and with a component.</summary>
public sealed class AccountServerTests : SessionTests
{
    private const string Cmdlet = "Start-InviteApiServer";
    private const string Start = "Start-InviteApiServer example.com";
    private const string Secret = "unguessable-secret-of-the-server";
    private const string Secure = $"[Net.NetworkCredential]::new('', '{Secret}').SecurePassword";

    [Theory]
    [InlineData("", 404)]
    [InlineData("-AccountServer xmpp://127.0.0.1:1", 200)]
    [InlineData("-AccountServer xmpp://127.0.0.1:1 -MinPasswordLength 23", 200)]
    [InlineData("-AccountServer xmpp://127.0.0.1:1 -HttpPath @{ register_web = '/join' }", 404)]
    [InlineData($"-AccountServer ejabberd+http://127.0.0.1:1/api -AccountServerToken ({Secure})", 200)]
    [InlineData($"-AccountServer ejabberd+https://localhost:1/api -AccountServerCredential ([pscredential]::new('a@example.com', ({Secure})))", 200)]
    public async Task AccountServer_Given_HasAForm(string arguments, int status)
    {
        string key = NewKey().Text;
        int port = Session.One($"{Start} {arguments}").Port();
        string token = (await Web.LocationAsync(port, key)).Split('?')[1];
        using HttpResponseMessage form = await Web.GetAsync(new Uri($"http://localhost:{port}/register?t={token}"));
        Assert.Equal(status, (int)form.StatusCode);
        if (status == 200)
        {
            string html = await form.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            string length = arguments.Contains("23", StringComparison.Ordinal) ? "23" : "10";
            Assert.Contains($"minlength=\"{length}\"", html, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData($"-AccountServerToken ({Secure})", "AccountServer")]
    [InlineData("-Component xmpp://127.0.0.1:1", "ComponentName")]
    [InlineData("-Component xmpp://127.0.0.1:1 -ComponentName invites.example.com", "ComponentSecret")]
    [InlineData("-ComponentName invites.example.com", "Component")]
    [InlineData("-ComponentAccountMaker admin@example.com", "Component")]
    [InlineData("-ComponentMaxInvites 5", "Component")]
    [InlineData("-AccountServerCertificateAuthority ca.pem", "AccountServer")]
    public void Parameter_WithoutAnotherThatItNeeds_IsRefused(string arguments, string missing)
    {
        ScriptResult result = Session.Try($"{Start} {arguments} -Verbose");
        result.Ended(Cmdlet, "SettingMissing", ErrorCategory.InvalidArgument, char.ToLowerInvariant(missing[0]) + missing[1..]);
        Assert.DoesNotContain(Secret, result.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-AccountServer ftp://example.com/", "AccountServerInvalid", "ftp://example.com/")]
    [InlineData($"-AccountServer xmpp://127.0.0.1:1 -AccountServerToken ({Secure})", "AccountServerInvalid", "xmpp://127.0.0.1:1")]
    [InlineData("-AccountServer xmpp://127.0.0.1:1 -AccountServerCertificateAuthority /nowhere/ca.pem", "AccountServerInvalid", "/nowhere/ca.pem")]
    [InlineData(
        $"-Component xmpp://127.0.0.1:1 -ComponentName invites.example.com -ComponentSecret ({Secure}) -ComponentInviter 'a b@x'",
        "ComponentOptionInvalid",
        "a b@x")]
    public void Argument_ThatIsMalformed_IsRefusedAndNothingIsLeft(string arguments, string id, string target)
    {
        ScriptResult result = Session.Try($"{Start} {arguments} -Verbose");
        result.Ended(Cmdlet, id, ErrorCategory.InvalidArgument, target);
        Assert.DoesNotContain(Secret, result.Said, StringComparison.Ordinal);
        Assert.Empty(Session.Run($"Get-InviteApiServer | Where-Object Database -eq '{Session.Database}'"));
    }

    [Fact]
    public void Component_ServerThatIsDown_DoesNotHinderTheServer()
    {
        PSObject server = Session.One(
            $"$server = {Start} -Component xmpp://127.0.0.1:1 -ComponentName invites.example.com -ComponentSecret ({Secure}) "
            + "-ComponentInviter '*@example.com' -ComponentAccountMaker admin@example.com; $server");
        Assert.Equal("Running", server.Text("State"));
        Session.Run("$server | Stop-InviteApiServer");
    }
}
