using InvitesApi.Server.Xmpp.Components;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Xmpp;

public class CommandSessionsTests
{
    private const string Node = "node";

    private readonly FakeTimeProvider _time = new();
    private readonly CommandSessions _sessions;

    public CommandSessionsTests() => _sessions = new CommandSessions(_time);

    [Fact]
    public void Find_AnotherOwnerOrNode_IsUnknown()
    {
        string id = _sessions.Begin(User("romeo"), Node);
        Assert.Equal(CommandSessionState.Waiting, _sessions.Find(id, User("romeo"), Node));
        Assert.Equal(CommandSessionState.Unknown, _sessions.Find(id, User("juliet"), Node));
        Assert.Equal(CommandSessionState.Unknown, _sessions.Find(id, User("romeo") with { Resource = "other" }, Node));
        Assert.Equal(CommandSessionState.Unknown, _sessions.Find(id, User("romeo"), "other"));
        Assert.Equal(CommandSessionState.Unknown, _sessions.Find(id[1..], User("romeo"), Node));
    }

    [Fact]
    public void Find_AfterItsLifetime_IsExpiredOnce()
    {
        string id = _sessions.Begin(User("romeo"), Node);
        _time.Advance(CommandSessions.Lifetime - TimeSpan.FromSeconds(1));
        Assert.Equal(CommandSessionState.Waiting, _sessions.Find(id, User("romeo"), Node));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(CommandSessionState.Expired, _sessions.Find(id, User("romeo"), Node));
        Assert.Equal(CommandSessionState.Unknown, _sessions.Find(id, User("romeo"), Node));
    }

    [Fact]
    public void Begin_MoreThanOneUserMayHave_DropsItsOldest()
    {
        string others = _sessions.Begin(User("juliet"), Node);
        string[] ids = [.. Enumerable.Range(0, CommandSessions.MostOfOne + 1).Select(_ => _sessions.Begin(User("romeo"), Node))];
        Assert.Equal(CommandSessionState.Unknown, _sessions.Find(ids[0], User("romeo"), Node));
        Assert.All(ids[1..], id => Assert.Equal(CommandSessionState.Waiting, _sessions.Find(id, User("romeo"), Node)));
        Assert.Equal(CommandSessionState.Waiting, _sessions.Find(others, User("juliet"), Node));
    }

    [Fact]
    public void Begin_MoreThanThereMayBe_DropsTheOldest()
    {
        string first = _sessions.Begin(User("first"), Node);
        string second = _sessions.Begin(User("second"), Node);
        for (int i = 0; i < CommandSessions.Most - 1; i++)
        {
            _sessions.Begin(User($"user{i}"), Node);
        }

        Assert.Equal(CommandSessionState.Unknown, _sessions.Find(first, User("first"), Node));
        Assert.Equal(CommandSessionState.Waiting, _sessions.Find(second, User("second"), Node));
    }

    private static Jid User(string name) => new(name, "example.com", "phone");
}
