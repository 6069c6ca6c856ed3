using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

public class SmokeTests
{
    [Fact]
    public async Task MainJob_FromKeyToLink_Works()
    {
        using var session = new ModuleSession();
        PSObject key = Assert.Single(session.Run("$key = New-InviteApiKey example.com 'My test key'; $key"));
        PSObject server = Assert.Single(session.Run("$server = Start-InviteApiServer example.com; $server"));
        using var client = new HttpClient();
        using HttpResponseMessage answer = await client.GetAsync(
            new Uri($"http://localhost:{server.Properties["Port"].Value}/invites_api?key={key.Properties["Key"].Value}"),
            TestContext.Current.CancellationToken);
        Assert.Equal(201, (int)answer.StatusCode);
        session.Run("$server | Stop-InviteApiServer");
    }
}
