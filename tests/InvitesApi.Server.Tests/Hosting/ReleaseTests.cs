using InvitesApi.Server.Hosting;

namespace InvitesApi.Server.Tests.Hosting;

/// <summary>Several things are let go of, whatever one of them throws.</summary>
public sealed class ReleaseTests
{
    [Fact]
    public async Task AllAsync_StepThatFails_KeepsNoOtherFromItsTurn()
    {
        List<int> done = [];
        IOException error = await Assert.ThrowsAsync<IOException>(() => Release.AllAsync(
            () => Step(1),
            () => throw new IOException("first"),
            async () =>
            {
                await Task.Yield();
                throw new InvalidOperationException("second");
            },
            () => Step(2)));
        Assert.Equal("first", error.Message);
        Assert.Equal([1, 2], done);

        ValueTask Step(int number)
        {
            done.Add(number);
            return ValueTask.CompletedTask;
        }
    }
}
