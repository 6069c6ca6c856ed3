using InvitesApi.Server.Faults;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Rules;

public sealed class ApiKeysTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly IInviteDatabase _database;
    private readonly FakeTimeProvider _time = new(Sample.Moment.AddMilliseconds(999));
    private readonly ApiKeys _keys;

    public ApiKeysTests()
    {
        _database = InviteDatabase.Open(_folder["invites.db"]);
        _keys = new ApiKeys(_database, _time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateAsync_NewKey_IsListedAsItWasMade()
    {
        NewApiKey made = await _keys.CreateAsync(new ApiKeyRequest("EXAMPLE.com", "My test key"), Cancellation);
        ApiKey listed = Assert.Single(await _keys.ListAsync(default, Cancellation));
        Assert.Equal(made.Key, listed);
        Assert.Equal(new ApiKey("example.com", made.Text.Id.ToString(), "My test key", ApiKeyMethods.All, Sample.Moment), listed);
    }

    [Theory]
    [InlineData("xn--bcher-kva.example")]
    [InlineData("BÜCHER.example")]
    public async Task ListAsync_OtherFormOfTheHost_ListsItsKeys(string form)
    {
        NewApiKey made = await _keys.CreateAsync(new ApiKeyRequest("bücher.example"), Cancellation);
        Assert.Equal(made.Key, Assert.Single(await _keys.ListAsync(new ApiKeyFilter(form), Cancellation)));
        await _keys.RemoveAsync(form, made.Key.Id, Cancellation);
        Assert.Empty(await _keys.ListAsync(default, Cancellation));
    }

    [Fact]
    public async Task CreateAsync_TextFromElsewhere_KeepsIt()
    {
        NewApiKey made = await _keys.CreateAsync(new ApiKeyRequest(Sample.Host, Text: Sample.OldKey), Cancellation);
        Assert.Equal(Sample.OldKey, made.Text.Reveal());
        Assert.Equal("HTwALnKL", made.Key.Id);
    }

    [Fact]
    public async Task CreateAsync_TakenId_IsRefusedAndTheFirstKeyStays()
    {
        await _keys.CreateAsync(new ApiKeyRequest(Sample.Host, "first", Sample.OldKey), Cancellation);
        string sameId = "HTwALnKL/" + new string('x', 32);
        InviteException fault = await FaultOf(() => _keys.CreateAsync(new ApiKeyRequest(Sample.Host, "second", sameId), Cancellation));
        Assert.Equal(InviteFault.InviteApiKeyTaken, fault.Fault);
        Assert.Equal("HTwALnKL", fault.Target);
        Assert.Equal("first", Assert.Single(await _keys.ListAsync(default, Cancellation)).Name);
    }

    [Theory]
    [InlineData("HTwALnKL")]
    [InlineData("HTwALnKL/short-secret")]
    [InlineData("HTwALnKL/73UUylA-2ZJbu9x1XMATuIbjWpip8o w1")]
    public async Task CreateAsync_MalformedText_IsRefusedWithoutRepeatingIt(string text)
    {
        InviteException fault = await FaultOf(() => _keys.CreateAsync(new ApiKeyRequest(Sample.Host, Text: text), Cancellation));
        Assert.Equal(InviteFault.InviteApiKeyMalformed, fault.Fault);
        Assert.Null(fault.Target);
        Assert.DoesNotContain(text.Split('/')[^1], fault.Message, StringComparison.Ordinal);
        Assert.Empty(await _keys.ListAsync(default, Cancellation));
    }

    [Theory]
    [InlineData("a..b", "name", InviteFault.VirtualHostInvalid)]
    [InlineData("example.com", "na\tme", InviteFault.InviteApiKeyNameInvalid)]
    public async Task CreateAsync_BadInput_StoresNothing(string host, string name, InviteFault expected)
    {
        Assert.Equal(expected, (await FaultOf(() => _keys.CreateAsync(new ApiKeyRequest(host, name), Cancellation))).Fault);
        Assert.Empty(await _keys.ListAsync(default, Cancellation));
    }

    [Fact]
    public async Task ListAsync_BadHost_IsRefused()
    {
        InviteException fault = await FaultOf(() => _keys.ListAsync(new ApiKeyFilter("a..b"), Cancellation));
        Assert.Equal(InviteFault.VirtualHostInvalid, fault.Fault);
    }

    [Fact]
    public async Task RemoveAsync_UnknownId_IsNotFound()
    {
        InviteException fault = await Assert.ThrowsAsync<InviteException>(
            async () => await _keys.RemoveAsync(Sample.Host, "HTwALnKL", Cancellation));
        Assert.Equal(InviteFault.InviteApiKeyNotFound, fault.Fault);
        Assert.Equal("HTwALnKL", fault.Target);
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    private static Task<InviteException> FaultOf<T>(Func<ValueTask<T>> action) =>
        Assert.ThrowsAsync<InviteException>(async () => await action());
}
