using InvitesApi.Server.Invites;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Endpoints;

/// <summary>Forms of other sites, too many forms, and forms that are none.</summary>
public sealed class RegisterSafetyTests
{
    [Theory]
    [InlineData(true, true, 200)]
    [InlineData(true, true, 200, "Sec-Fetch-Site: same-origin")]
    [InlineData(true, true, 200, "Sec-Fetch-Site: same-origin", "Origin: http://example.com")]
    [InlineData(true, true, 200, "Origin: http://example.com")]
    [InlineData(true, true, 403, "Origin: http://evil.example")]
    [InlineData(true, true, 403, "Origin: null")]
    [InlineData(true, true, 403, "Sec-Fetch-Site: cross-site")]
    [InlineData(true, true, 403, "Sec-Fetch-Site: same-site")]
    [InlineData(false, true, 403)]
    [InlineData(true, false, 403)]
    [InlineData(false, false, 403)]
    public async Task Post_FormOfAnotherSite_IsRefused(bool hasCookie, bool hasSecret, int status, params string[] headers)
    {
        await using RegisterFixture fixture = await RegisterFixture.StartAsync();
        Invite invite = await fixture.InviteAsync();
        string secret = RegisterFixture.SecretOf(await fixture.GetAsync(invite.Token));
        string body = RegisterFixture.Body(invite.Token, "juliet", RegisterFixture.Password, hasSecret ? secret : "AAAAAAAAAAAAAAAAAAAAAA");
        Answer answer = await fixture.PostAsync(body, hasCookie ? [.. headers, $"Cookie: register={secret}"] : headers);
        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 200 ? 1 : 0, fixture.Accounts.Accounts.Count);
        if (status == 403)
        {
            Assert.Contains("role=\"alert\"", answer.Body, StringComparison.Ordinal);
            Assert.DoesNotContain(RegisterFixture.Password, answer.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Get_VisitorWithACookie_KeepsIt()
    {
        await using RegisterFixture fixture = await RegisterFixture.StartAsync();
        Invite invite = await fixture.InviteAsync();
        string secret = RegisterFixture.SecretOf(await fixture.GetAsync(invite.Token));
        Answer? other = await Wire.AskAsync(
            fixture.Server.Port,
            $"GET /register?t={invite.Token} HTTP/1.1\r\nHost: {Sample.Host}\r\nConnection: close\r\nCookie: register={secret}\r\n\r\n");
        Assert.Equal(secret, RegisterFixture.SecretOf(other!));
        Assert.Null(other!["Set-Cookie"]);
    }

    [Fact]
    public async Task Post_TooOften_IsRefusedWithTheTimeToWait()
    {
        await using RegisterFixture fixture = await RegisterFixture.StartAsync(attempts: 3);
        Invite invite = await fixture.InviteAsync();
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(422, (await fixture.RegisterAsync(invite, "a b")).Status);
        }

        Answer refused = await fixture.RegisterAsync(invite);
        Assert.Equal(429, refused.Status);
        Assert.InRange(int.Parse(refused["Retry-After"]!, System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        Assert.Contains("Too many attempts", refused.Body, StringComparison.Ordinal);
        Assert.Empty(fixture.Accounts.Accounts);
        Assert.Equal(200, (await fixture.GetAsync(invite.Token)).Status);
    }

    [Theory]
    [InlineData("Content-Type: application/json", "{}", 415)]
    [InlineData("Content-Type: multipart/form-data; boundary=x", "--x--", 415)]
    [InlineData("Content-Type: nonsense", "user=a", 415)]
    public async Task Post_NoForm_IsRefused(string type, string body, int status)
    {
        await using RegisterFixture fixture = await RegisterFixture.StartAsync();
        Assert.Equal(status, (await fixture.PostAsync(body, type)).Status);
    }

    [Fact]
    public async Task Post_MoreThanTheFormCanHave_IsRefused()
    {
        await using RegisterFixture fixture = await RegisterFixture.StartAsync();
        Assert.Equal(413, (await fixture.PostAsync(new string('a', 20_000))).Status);
        Assert.Equal(415, (await fixture.PostAsync("user=" + new string('a', 10_000))).Status);
        Assert.Equal(415, (await fixture.PostAsync(string.Join('&', Enumerable.Range(0, 50).Select(i => $"f{i}=1")))).Status);
    }
}
