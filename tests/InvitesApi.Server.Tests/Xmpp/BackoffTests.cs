using InvitesApi.Server.Xmpp.Components;

namespace InvitesApi.Server.Tests.Xmpp;

public class BackoffTests
{
    private readonly Backoff _backoff = new();

    [Fact]
    public void Next_ManyTries_DoublesUpToAMinute()
    {
        foreach (int seconds in (int[])[1, 2, 4, 8, 16, 32, 60, 60])
        {
            Assert.InRange(_backoff.Next(), TimeSpan.FromSeconds(seconds / 2.0), TimeSpan.FromSeconds(seconds));
        }
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(3600, 1)]
    public void Next_AfterAConnection_BeginsAnewIfItLasted(int lasted, int seconds)
    {
        _backoff.Next();
        _backoff.Next();
        _backoff.Lasted(TimeSpan.FromSeconds(lasted));
        Assert.InRange(_backoff.Next(), TimeSpan.FromSeconds(seconds / 2.0), TimeSpan.FromSeconds(seconds));
    }
}
