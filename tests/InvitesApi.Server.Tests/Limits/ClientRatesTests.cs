using InvitesApi.Server.Limits;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Limits;

/// <summary>What clients have used up of a rate, under a clock that the test moves.</summary>
public sealed class ClientRatesTests
{
    private const ulong Client = 0x2001_0DB8_0000_0001;
    private const ulong Other = 0x2001_0DB8_0000_0002;

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void TryCount_WithinTheWindow_CountsAsOftenAsTheRateSays()
    {
        ClientRates rates = Rates(30, 60);
        Assert.True(rates.IsQuiet);
        for (int i = 1; i <= 30; i++)
        {
            Assert.True(rates.TryCount(Client, out RateState state));
            Assert.Equal(30 - i, state.Remaining);
            Assert.Equal(TimeSpan.FromSeconds(2 * i), state.Reset);
        }

        Assert.False(rates.TryCount(Client, out RateState refused));
        Assert.Equal(new RateState(0, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(2)), refused);
        Assert.Equal(refused, rates.Look(Client));
        Assert.False(rates.Look(Other).IsExhausted);
        Assert.True(rates.TryCount(Other, out _));
        Assert.False(rates.IsQuiet);
    }

    [Fact]
    public void TryCount_Later_MayAgainOneByOne()
    {
        ClientRates rates = Rates(30, 60);
        Exhaust(rates, Client);
        _time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.True(rates.Look(Client).IsExhausted);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.False(rates.Look(Client).IsExhausted);
        Assert.True(rates.TryCount(Client, out _));
        Assert.False(rates.TryCount(Client, out _));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.True(rates.IsQuiet);
        Assert.Equal(new RateState(30, TimeSpan.Zero, TimeSpan.Zero), rates.Look(Client));
    }

    [Fact]
    public void TryCount_WhileRefused_DoesNotLengthenTheWait()
    {
        ClientRates rates = Rates(3, 60);
        Exhaust(rates, Client);
        for (int i = 0; i < 1000; i++)
        {
            Assert.False(rates.TryCount(Client, out _));
        }

        Assert.Equal(TimeSpan.FromSeconds(20), rates.Look(Client).Wait);
    }

    [Theory]
    [InlineData(7, 60)]
    [InlineData(999_999_999, 1)]
    [InlineData(1, 86400)]
    public void TryCount_RateThatDividesUnevenly_IsNotExceeded(int count, int seconds)
    {
        ClientRates rates = Rates(count, seconds);
        int counted = 0;
        while (counted < 1000 && rates.TryCount(Client, out _))
        {
            counted++;
        }

        Assert.Equal(Math.Min(count, 1000), counted);
    }

    [Fact]
    public void TryCount_AddressesWithoutEnd_TakeNoMemoryAndForgetNobodyWhoIsRefused()
    {
        ClientRates rates = Rates(30, 60);
        Exhaust(rates, Client);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (ulong other = 1; other <= 1_000_000; other++)
        {
            rates.TryCount(other << 16, out _);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000); // the runtime's own; a byte a client would be ten times that
        Assert.True(rates.Look(Client).IsExhausted);
    }

    [Fact]
    public void TryCount_MoreClientsInASetThanFit_RefusesNobodyForOthers()
    {
        ClientRates rates = Rates(1, 60);
        for (ulong other = 1; other <= 200_000; other++)
        {
            Assert.True(rates.TryCount(other << 16, out _));
        }
    }

    [Fact]
    public async Task TryCount_ByManyThreads_CountsExactly()
    {
        ClientRates rates = Rates(1000, 60);
        int counted = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                if (rates.TryCount(Client, out RateState _))
                {
                    Interlocked.Increment(ref counted);
                }
            }
        })));
        Assert.Equal(1000, counted);
    }

    private ClientRates Rates(int count, int seconds) => new(new Rate(count, TimeSpan.FromSeconds(seconds)), _time);

    private static void Exhaust(ClientRates rates, ulong client)
    {
        while (rates.TryCount(client, out _))
        {
            // until it may no more
        }
    }
}
