using InvitesApi.Server.Exchange;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Storage;

/// <summary>From Prosody's storage into ours, into a file, and back.</summary>
public sealed class DataCopierTests : IDisposable
{
    private const string GoodLine = """{"type":"invite","host":"example.com","token":"good","kind":"account"}""";

    private readonly TemporaryFolder _folder = new();
    private readonly IInviteDatabase _prosody;
    private readonly IInviteDatabase _ours;
    private readonly NewApiKey _key = Sample.Key(name: "CI", methods: ApiKeyMethods.Get);

    public DataCopierTests()
    {
        ProsodyStorage.Make(_folder["prosody.sqlite"]);
        _prosody = InviteDatabase.Open("prosody:" + _folder["prosody.sqlite"]);
        _ours = InviteDatabase.Open(_folder["invites.db"]);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Copy_FromProsody_WorksHereAndASecondTimeChangesNothing()
    {
        IReadOnlyList<Invite> made = await FillProsodyAsync();
        Assert.Equal((1, 0, 2, 0, 0), Counts(await CopyAsync(_prosody, _ours)));
        Assert.Equal((0, 1, 0, 2, 0), Counts(await CopyAsync(_prosody, _ours)));

        Assert.Equal(_key.Key, Assert.Single(await _ours.ListKeysAsync(default, Cancellation)));
        Assert.Equal(KeyVerdict.Accepted, (await _ours.CreateInviteAsync(Sample.Request(_key.Text))).Verdict);
        foreach (Invite invite in made)
        {
            Assert.Equivalent(invite, await _ours.FindInviteAsync(invite.Token, Cancellation), strict: true);
        }
    }

    [Fact]
    public async Task Copy_BackToProsody_TakesInvitesButNoKeys()
    {
        IReadOnlyList<Invite> made = await FillProsodyAsync();
        await CopyAsync(_prosody, _ours);
        ProsodyStorage.Make(_folder["second.sqlite"]);
        using IInviteDatabase second = InviteDatabase.Open("prosody:" + _folder["second.sqlite"]);
        CopyReport report = await CopyAsync(_ours, second);
        Assert.Equal((0, 0, 2, 0, 1), Counts(report));
        Assert.Equal((InviteFault.InviteApiKeyHashOnly, _key.Key.Id), (report.Problems[0].Fault, report.Problems[0].Target));
        Assert.NotNull(await second.FindInviteAsync(made[0].Token, Cancellation));
    }

    [Fact]
    public async Task Copy_ByLines_IsTheSame()
    {
        IReadOnlyList<Invite> made = await FillProsodyAsync();
        var lines = new List<string>();
        await foreach (DataItem item in DataSource.OfDatabaseAsync(_prosody, null, new FakeTimeProvider(Sample.Moment), Cancellation))
        {
            lines.Add(item.ToLine());
        }

        Assert.DoesNotContain(lines, line => line.Contains(_key.Text.Token.ToString(), StringComparison.Ordinal));
        string path = _folder["data.jsonl"];
        await File.WriteAllLinesAsync(path, lines, Cancellation);
        Assert.Equal((1, 0, 2, 0, 0), Counts(await CopyAsync(DataSource.OfFileAsync(path, Sample.Host, Cancellation))));
        Assert.Equal((0, 1, 0, 2, 0), Counts(await CopyAsync(DataSource.OfFileAsync(path, null, Cancellation))));
        Assert.Equal((0, 0, 0, 0, 0), Counts(await CopyAsync(DataSource.OfFileAsync(path, Sample.OtherHost, Cancellation))));
        Assert.Equal(KeyVerdict.Accepted, (await _ours.CreateInviteAsync(Sample.Request(_key.Text))).Verdict);
        Assert.Equivalent(made[1], await _ours.FindInviteAsync(made[1].Token, Cancellation), strict: true);
    }

    [Fact]
    public async Task Copy_SameIdWithAnotherToken_IsAProblem()
    {
        await FillProsodyAsync();
        await _ours.TryAddKeyAsync(Sample.Key(text: _key.Key.Id + "/" + new string('x', 36)), Cancellation);
        CopyReport report = await CopyAsync(_prosody, _ours);
        Assert.Equal(InviteFault.InviteApiKeyTaken, Assert.Single(report.Problems).Fault);
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("""{"type":"key","host":"example.com","id":"kFIuplAB-6xs","token_sha256":"c2hvcnQ="}""")]
    [InlineData("""{"type":"invite","host":"example.com","token":"t","kind":"reset"}""")]
    [InlineData("""{"type":"invite","host":"a b","token":"t","kind":"account"}""")]
    [InlineData("""{"type":"invite","host":"example.com","token":"a b","kind":"account"}""")]
    [InlineData("""{"type":"invite","host":"example.com","token":"t","kind":"account","uses":-1}""")]
    [InlineData("""{"type":"invite","host":"example.com","token":"t","kind":"account","max_uses":0}""")]
    [InlineData("""{"type":"invite","host":"example.com","token":"t","kind":"account","groups":[null]}""")]
    [InlineData("""{"type":"invite","host":"example.com","token":"t","kind":"account","roles":["a\tb"]}""")]
    [InlineData("""{"type":"key","host":"example.com","id":"short","token_sha256":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}""")]
    [InlineData("""{"type":"key","host":"example.com","id":"kFIuplAB/6xs","token_sha256":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}""")]
    [InlineData("""{"type":"key","host":"example.com","id":"kFIuplAB-6xs","allowed_methods":["PUT"],"token_sha256":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}""")]
    [InlineData("""{"type":"key","host":"example.com","id":"a\nb","token_sha256":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}""")]
    public async Task Copy_LineOfSomethingElse_IsAProblem(string line)
    {
        string path = _folder["data.jsonl"];
        await File.WriteAllTextAsync(path, line, Cancellation);
        CopyReport report = await CopyAsync(DataSource.OfFileAsync(path, null, Cancellation));
        Assert.Equal((0, 0, 0, 0, 1), Counts(report));
        Assert.Equal(InviteFault.InviteDataInvalid, report.Problems[0].Fault);
    }

    [Fact]
    public async Task Copy_FileOfManyOtherLines_IsGivenUpAndSaysSo()
    {
        string path = _folder["data.jsonl"];
        await File.WriteAllLinesAsync(path, [GoodLine, .. Enumerable.Repeat("a line of a log", 1000)], Cancellation);
        CopyReport report = await CopyAsync(DataSource.OfFileAsync(path, null, Cancellation));
        Assert.Equal((0, 0, 1, 0, 101), Counts(report));
        Assert.Contains("from line 102 on was not read", report.Problems[^1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"invite","host":"example.com","token":"t","kind":"account","username":"a b"}""")]
    [InlineData("""{"type":"invite","host":"example.com","token":"t","kind":"contact","contact":"a@b"}""")]
    [InlineData("""{"type":"invite","host":"example.com","token":"t","kind":"account","max_uses":0}""")]
    [InlineData("""{"type":"invite","host":"example.com","token":"t","kind":"account","max_uses":2,"uses":3}""")]
    [InlineData("""{"type":"invite","host":"example.com","token":"t","kind":"account","uses":-1}""")]
    [InlineData("""{"type":"invite","host":"example.com","token":"t","kind":"account","max_uses":2,"username":"juliet"}""")]
    [InlineData("""{"type":"invite","host":"example.com","token":"t","kind":"reset","username":"juliet","roles":["prosody:admin"]}""")]
    [InlineData("""{"type":"invite","host":"example.com","token":"t","kind":"account","groups":[""]}""")]
    [InlineData("""{"type":"invite","host":"example.com","token":"t","kind":"account","note":"a\u0007b"}""")]
    [InlineData("""{"type":"invite","host":"example.com","token":"a b","kind":"account"}""")]
    public async Task Copy_InviteThatNobodyCouldMake_IsAProblemThatNamesItsLineAndTheRestIsTaken(string line)
    {
        string path = _folder["data.jsonl"];
        await File.WriteAllLinesAsync(path, [line, string.Empty, line, GoodLine], Cancellation);
        CopyReport report = await CopyAsync(DataSource.OfFileAsync(path, Sample.Host, Cancellation));
        Assert.Equal((0, 0, 1, 0, 2), Counts(report));
        Assert.All(report.Problems, problem => Assert.Equal(InviteFault.InviteDataInvalid, problem.Fault));
        Assert.StartsWith("Line 3 ", report.Problems[1].Message, StringComparison.Ordinal);
        Assert.NotNull(await _ours.FindInviteAsync("good", Cancellation));
    }

    [Theory]
    [InlineData("""{"max_invites":0}""")]
    [InlineData("""{"max_pending":-1}""")]
    [InlineData("""{"invite_max_uses":0}""")]
    [InlineData("""{"invite_expires_in":0}""")]
    [InlineData("""{"invite_expires_in":9223372036854775807}""")]
    [InlineData("""{"expires_at":9223372036854775807}""")]
    [InlineData("""{"scopes":[]}""")]
    [InlineData("""{"scopes":["create",null]}""")]
    [InlineData("""{"allowed_addresses":[null]}""")]
    [InlineData("""{"allowed_addresses":["192.0.2.7/8"]}""")]
    [InlineData("""{"rate":"often"}""")]
    [InlineData("""{"invite_groups":[null]}""")]
    [InlineData("""{"invite_groups":["a\u001bb"]}""")]
    [InlineData("""{"invite_roles":[""]}""")]
    [InlineData("""{"no_limit_that_is_known":1}""")]
    [InlineData("""{"max_invites":1},"invites":-5""")]
    public async Task Copy_KeyWithLimitsThatNobodyCouldGive_IsAProblemThatNamesItsLineAndTheRestIsTaken(string limits)
    {
        string path = _folder["data.jsonl"];
        await File.WriteAllLinesAsync(path, [KeyLine(limits), GoodLine], Cancellation);
        CopyReport report = await CopyAsync(DataSource.OfFileAsync(path, Sample.Host, Cancellation));
        Assert.Equal((0, 0, 1, 0, 1), Counts(report));
        Assert.Equal(InviteFault.InviteDataInvalid, report.Problems[0].Fault);
        Assert.StartsWith("Line 1 ", report.Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copy_KeyThatHasExpired_IsTakenWithItsLimitsInTheirOneForm()
    {
        string path = _folder["data.jsonl"];
        await File.WriteAllTextAsync(path, KeyLine("""{"expires_at":1,"invite_groups":["a","a"]}"""), Cancellation);
        Assert.Equal((1, 0, 0, 0, 0), Counts(await CopyAsync(DataSource.OfFileAsync(path, null, Cancellation))));
        Assert.Equal(
            new ApiKeyLimits { ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(1), Invites = new InviteCeilings { Groups = ["a"] } },
            Assert.Single(await _ours.ListKeysAsync(default, Cancellation)).Limits);
    }

    [Fact]
    public async Task Copy_InviteOfAHostThatProsodyHasNot_IsAProblemAndTheRestIsTaken()
    {
        await FillProsodyAsync();
        string path = _folder["data.jsonl"];
        string other = GoodLine.Replace("example.com", "exmaple.com", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(path, [other, other.Replace("good", "bad", StringComparison.Ordinal), GoodLine], Cancellation);
        CopyReport report = await CopyAsync(DataSource.OfFileAsync(path, null, Cancellation), _prosody);
        Assert.Equal((0, 0, 1, 0, 1), Counts(report));
        Assert.Equal(2, report.NotTaken);
        Assert.Equal(InviteFault.VirtualHostNotInDatabase, report.Problems[0].Fault);
        Assert.NotNull(await _prosody.FindInviteAsync("good", Cancellation));
    }

    [Fact]
    public async Task Copy_NamesInAnotherForm_AreStoredInTheirOne()
    {
        string path = _folder["data.jsonl"];
        const string Line = """
            {"type":"invite","host":"EXAMPLE.com","token":"t","kind":"contact","contact":"Romeo","username":"JULIET","allow_registration":true,"max_uses":1,"expires_at":1}
            """;
        await File.WriteAllTextAsync(path, Line, Cancellation);
        await CopyAsync(DataSource.OfFileAsync(path, null, Cancellation));
        InviteTerms terms = (await _ours.FindInviteAsync("t", Cancellation))!.Terms;
        Assert.Equal((Sample.Host, "romeo", "juliet"), (terms.VirtualHost, terms.Contact, terms.Username));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1), terms.ExpiresAt); // one that has expired is taken too
    }

    public void Dispose()
    {
        _prosody.Dispose();
        _ours.Dispose();
        _folder.Dispose();
    }

    private static string KeyLine(string limits) =>
        $$"""{"type":"key","host":"example.com","id":"kFIuplAB-6xs","token_sha256":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=","limits":{{limits}}}""";

    private static (int KeysAdded, int KeysPresent, int InvitesAdded, int InvitesPresent, int Problems) Counts(CopyReport report) =>
        (report.KeysAdded, report.KeysPresent, report.InvitesAdded, report.InvitesPresent, report.Problems.Count);

    private static Task<CopyReport> CopyAsync(IInviteDatabase from, IInviteDatabase to) =>
        CopyAsync(DataSource.OfDatabaseAsync(from, null, new FakeTimeProvider(Sample.Moment), Cancellation), to);

    private Task<CopyReport> CopyAsync(IAsyncEnumerable<DataItem> items) => CopyAsync(items, _ours);

    private static async Task<CopyReport> CopyAsync(IAsyncEnumerable<DataItem> items, IInviteDatabase to) =>
        await new DataCopier(to, new FakeTimeProvider(Sample.Moment)).CopyAsync(items, Cancellation);

    private async Task<IReadOnlyList<Invite>> FillProsodyAsync()
    {
        await _prosody.TryAddKeyAsync(_key, Cancellation);
        var terms = new InviteTerms { VirtualHost = Sample.Host, ExpiresAt = Sample.Moment.AddDays(7) };
        IReadOnlyList<Invite> made = await _prosody.AddInvitesAsync(
            [
                terms with { Username = "juliet", Roles = ["prosody:admin"], Note = "für Julia" },
                terms with { Kind = InviteKind.Contact, Contact = "romeo", AllowRegistration = true },
                terms with { ExpiresAt = Sample.Moment.AddDays(-1) },
            ],
            "shell/me@here",
            Sample.Moment,
            Cancellation);
        return [made[0], made[1]];
    }
}
