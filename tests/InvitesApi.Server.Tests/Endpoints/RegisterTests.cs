using InvitesApi.Server.Accounts;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Endpoints;

public sealed class RegisterTests : IAsyncLifetime
{
    private RegisterFixture _fixture = null!;

    public async ValueTask InitializeAsync() => _fixture = await RegisterFixture.StartAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Get_GoodInvite_ShowsTheForm()
    {
        Invite invite = await _fixture.InviteAsync();
        Answer form = await _fixture.GetAsync(invite.Token, "&c=gajim&lang=de");
        Assert.Equal(200, form.Status);
        Assert.Equal("no-store", form["Cache-Control"]);
        Assert.Equal("de", form["Content-Language"]);
        Assert.Contains("form-action 'self'", form["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", form["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Null(form["Access-Control-Allow-Origin"]);
        Assert.Matches("^register=[\\w-]{22}; path=/register; samesite=strict; httponly$", form["Set-Cookie"]);
        Assert.Contains("name=\"app_id\" value=\"gajim\"", form.Body, StringComparison.Ordinal);
        Assert.Contains("autocomplete=\"new-password\"", form.Body, StringComparison.Ordinal);
        string script = form.Body.Split("<script src=\"")[1].Split('"')[0];
        Answer served = await _fixture.Server.SendAsync($"GET {script}");
        Assert.Equal("text/javascript; charset=utf-8", served["Content-Type"]);
    }

    [Fact]
    public async Task Post_GoodForm_MakesTheAccountAndTellsNoPassword()
    {
        Invite invite = await _fixture.InviteAsync();
        Answer done = await _fixture.RegisterAsync(invite, "Juliet");
        Assert.Equal(200, done.Status);
        Assert.Equal("no-store", done["Cache-Control"]);
        Assert.Contains("<bdi>juliet@example.com</bdi>", done.Body, StringComparison.Ordinal);
        Assert.Contains("Gajim", done.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(RegisterFixture.Password, done.Body, StringComparison.Ordinal);
        Assert.Equal(RegisterFixture.Password, _fixture.Accounts.Accounts["juliet"]);
        Answer again = await _fixture.GetAsync(invite.Token);
        Assert.Equal((303, $"/invites_page?{invite.Token}"), (again.Status, again["Location"]));
    }

    [Theory]
    [InlineData("", RegisterFixture.Password, "user")]
    [InlineData("a b", RegisterFixture.Password, "user")]
    [InlineData("taken", RegisterFixture.Password, "user")]
    [InlineData("juliet", "", "password")]
    [InlineData("juliet", "short-one", "password")]
    [InlineData("juliet", "juliet@example.com", "password")]
    public async Task Post_WhatMayNotBe_ShowsTheFormAgainWithTheFault(string username, string password, string field)
    {
        _fixture.Accounts.Accounts["taken"] = string.Empty;
        Answer form = await _fixture.RegisterAsync(await _fixture.InviteAsync(), username, password);
        Assert.Equal(422, form.Status);
        Assert.Contains($"id=\"user\" name=\"user\" type=\"text\" value=\"{username}\"", form.Body, StringComparison.Ordinal);
        Assert.Matches($"id=\"{field}-fault\">\\s*\\S[^<]", form.Body);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(form.Body, "aria-invalid=\"true\""));
        if (password.Length > 0)
        {
            Assert.DoesNotContain($"\"{password}\"", form.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Post_PresetName_IsFixed()
    {
        Invite invite = await _fixture.InviteAsync(RegisterFixture.Terms with { Username = "juliet" });
        Answer other = await _fixture.RegisterAsync(invite, "mallory");
        Assert.Equal(422, other.Status);
        Assert.Contains("value=\"juliet\" dir=\"ltr\" required maxlength=\"1023\" readonly", other.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await _fixture.RegisterAsync(invite)).Status);
        Assert.Equal(["juliet"], _fixture.Accounts.Accounts.Keys);
    }

    [Fact]
    public async Task Post_Reset_SetsThePasswordAndSaysSo()
    {
        _fixture.Accounts.Accounts["juliet"] = "old";
        Invite invite = await _fixture.InviteAsync(RegisterFixture.Terms with { Kind = InviteKind.Reset, Username = "juliet" });
        Answer form = await _fixture.GetAsync(invite.Token);
        Assert.Contains("This sets a new password for", form.Body, StringComparison.Ordinal);
        Answer done = await _fixture.RegisterAsync(invite);
        Assert.Equal(200, done.Status);
        Assert.Contains("Your new password is set", done.Body, StringComparison.Ordinal);
        Assert.Equal(RegisterFixture.Password, _fixture.Accounts.Accounts["juliet"]);
    }

    [Fact]
    public async Task Post_ContactInvite_MakesTheTwoContacts()
    {
        Invite invite = await _fixture.InviteAsync(
            RegisterFixture.Terms with { Kind = InviteKind.Contact, Contact = "romeo", AllowRegistration = true });
        Assert.Contains("juliet@example.com", (await _fixture.RegisterAsync(invite)).Body, StringComparison.Ordinal);
        Assert.Equal(("juliet", "romeo"), Assert.Single(_fixture.Accounts.Contacts));
    }

    [Theory]
    [InlineData(AccountOutcome.Unreachable, 503, "60")]
    [InlineData(AccountOutcome.TooMany, 503, "60")]
    [InlineData(AccountOutcome.ServerFailed, 503, "60")]
    [InlineData(AccountOutcome.Unanswered, 504, "120")]
    [InlineData(AccountOutcome.NotAllowed, 502, null)]
    [InlineData(AccountOutcome.HostNotFound, 502, null)]
    [InlineData(AccountOutcome.AccountNotFound, 502, null)]
    [InlineData(AccountOutcome.NameInvalid, 422, null)]
    [InlineData(AccountOutcome.PasswordRefused, 422, null)]
    [InlineData(AccountOutcome.InviteRefused, 303, null)]
    public async Task Post_ServerThatFails_IsAPageThatSaysWhatToDo(AccountOutcome outcome, int status, string? retryAfter)
    {
        Invite invite = await _fixture.InviteAsync();
        _fixture.Accounts.Failure = outcome;
        Answer answer = await _fixture.RegisterAsync(invite);
        Assert.Equal((status, retryAfter), (answer.Status, answer["Retry-After"]));
        Assert.DoesNotContain(RegisterFixture.Password, answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(_fixture.Server.ReadLog(), line => line.Contains(RegisterFixture.Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Post_ResetWhoseAnswerIsLost_IsToldToTryTheNewPassword()
    {
        _fixture.Accounts.Accounts["juliet"] = "old";
        Invite invite = await _fixture.InviteAsync(RegisterFixture.Terms with { Kind = InviteKind.Reset, Username = "juliet" });
        (_fixture.Accounts.Failure, _fixture.Accounts.MakesItAllTheSame) = (AccountOutcome.Unanswered, true);
        Answer answer = await _fixture.RegisterAsync(invite);
        Assert.Equal((504, "120"), (answer.Status, answer["Retry-After"]));
        Assert.Contains("Try to sign in with the new password", answer.Body, StringComparison.Ordinal);
        Assert.Equal(1, (await _fixture.Server.FindInviteAsync(invite.Token))!.Uses); // nobody else may set it meanwhile
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("expired")]
    [InlineData("contact")]
    [InlineData("other host")]
    public async Task AnyMethod_InviteThatIsOfNoUse_LeadsToItsPage(string what)
    {
        InviteTerms terms = what switch
        {
            "expired" => RegisterFixture.Terms with { ExpiresAt = Sample.Moment.AddSeconds(-1) },
            "contact" => RegisterFixture.Terms with { Kind = InviteKind.Contact, Contact = "romeo" },
            "other host" => RegisterFixture.Terms with { VirtualHost = Sample.OtherHost },
            _ => RegisterFixture.Terms,
        };
        string token = what == "unknown" ? "AAAAAAAAAAAAAAAAAAAAAAAA" : (await _fixture.InviteAsync(terms)).Token;
        Answer get = await _fixture.GetAsync(token, "&lang=fr");
        Assert.Equal((303, $"/invites_page?{token}&lang=fr"), (get.Status, get["Location"]));
        Answer post = await _fixture.PostAsync(RegisterFixture.Body(token, "juliet", RegisterFixture.Password, "x"));
        Assert.Equal((303, $"/invites_page?{token}&app=gajim"), (post.Status, post["Location"]));
        Assert.Empty(_fixture.Accounts.Accounts);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Post_TwoHundredAtOnce_MakeAsManyAccountsAsTheInviteAllows(int uses)
    {
        Invite invite = await _fixture.InviteAsync(RegisterFixture.Terms with { MaxUses = uses });
        string secret = RegisterFixture.SecretOf(await _fixture.GetAsync(invite.Token));
        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => _fixture.PostAsync(
            RegisterFixture.Body(invite.Token, $"user{i}", RegisterFixture.Password, secret), $"Cookie: register={secret}"))));
        Assert.Equal(uses, answers.Count(answer => answer.Status == 200));
        Assert.Equal(200 - uses, answers.Count(answer => answer.Status == 303));
        Assert.Equal(uses, _fixture.Accounts.Accounts.Count);
        Assert.Equal(uses, (await _fixture.Server.FindInviteAsync(invite.Token))!.Uses);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Server_UseLeftOpen_IsSettledBesideTheRequests(bool made, int uses)
    {
        Invite invite = await _fixture.InviteAsync();
        _fixture.Accounts.Failure = AccountOutcome.Unanswered;
        _fixture.Accounts.MakesItAllTheSame = made;
        Assert.Contains("We don’t know yet", (await _fixture.RegisterAsync(invite)).Body, StringComparison.Ordinal);
        Assert.Equal(1, (await _fixture.Server.FindInviteAsync(invite.Token))!.Uses);
        _fixture.Time.Advance(Registrar.Lease);
        Task settled = _fixture.Server.WhenLoggedAsync("1 uses of invites that were left open are settled.");
        while (!settled.IsCompleted)
        {
            // A round, and one more for an account that is not there. A round that is still under way lets the next one out.
            _fixture.Time.Advance(TimeSpan.FromMinutes(1));
            await Task.WhenAny(settled, Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken));
        }

        await settled;
        Assert.Equal(uses, (await _fixture.Server.FindInviteAsync(invite.Token))!.Uses);
    }

    [Fact]
    public async Task InvitePage_AccountServer_OffersTheForm()
    {
        Invite invite = await _fixture.InviteAsync();
        Answer page = await _fixture.Server.SendAsync($"GET /invites_page?{invite.Token}");
        Assert.Contains($"href=\"/register?t={invite.Token}\"", page.Body, StringComparison.Ordinal);
        Invite contact = await _fixture.InviteAsync(RegisterFixture.Terms with { Kind = InviteKind.Contact, Contact = "romeo" });
        Assert.DoesNotContain(
            "/register", (await _fixture.Server.SendAsync($"GET /invites_page?{contact.Token}")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_NoAccountServer_IsNotThere()
    {
        await using TestServer server = await TestServer.StartAsync();
        Invite invite = await server.AddInviteAsync(RegisterFixture.Terms with { ExpiresAt = null });
        Assert.Equal(404, (await server.SendAsync($"GET /register?t={invite.Token}")).Status);
        Assert.DoesNotContain("/register", (await server.SendAsync($"GET /invites_page?{invite.Token}")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_Always_TellsTheMethods()
    {
        Answer answer = await _fixture.Server.SendAsync("OPTIONS /register");
        Assert.Equal((200, "GET, HEAD, POST, OPTIONS"), (answer.Status, answer["Allow"]));
        Assert.Equal(405, (await _fixture.Server.SendAsync("DELETE /register")).Status);
    }
}
