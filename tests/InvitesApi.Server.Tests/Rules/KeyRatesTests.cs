using InvitesApi.Server.Keys;
using InvitesApi.Server.Limits;
using Microsoft.Extensions.Time.Testing;

namespace InvitesApi.Server.Tests.Rules;

public class KeyRatesTests
{
    private static readonly Rate SixtyAMinute = new(60, TimeSpan.FromMinutes(1));

    private static readonly Rate OneAnHour = new(1, TimeSpan.FromHours(1));

    private readonly FakeTimeProvider _time = new();
    private readonly KeyRates _rates;

    public KeyRatesTests() => _rates = new KeyRates(_time);

    [Fact]
    public void Count_WholeWindowAtOnce_IsAllowedAndThenOneForEachSecond()
    {
        for (int i = 0; i < 60; i++)
        {
            Assert.Equal(TimeSpan.Zero, Count());
        }

        Assert.Equal(TimeSpan.FromSeconds(1), Count());
        _time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(TimeSpan.FromSeconds(0.5), Count());
        _time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(TimeSpan.Zero, Count());
        Assert.Equal(TimeSpan.FromSeconds(1), Count());
        Assert.Equal(TimeSpan.Zero, Count("another-key"));
    }

    [Fact]
    public void Count_LongPause_GivesNoMoreThanAWindow()
    {
        Assert.Equal(TimeSpan.Zero, Count());
        _time.Advance(TimeSpan.FromDays(1));
        int allowed = 0;
        while (Count() == TimeSpan.Zero)
        {
            allowed++;
        }

        Assert.Equal(60, allowed);
    }

    [Fact]
    public void Count_RateThatWasMadeWider_LeavesNothingOfTheOldWait()
    {
        Assert.Equal(TimeSpan.Zero, Count(rate: OneAnHour));
        Assert.Equal(TimeSpan.FromHours(1), Count(rate: OneAnHour));
        Assert.Equal(TimeSpan.FromSeconds(1), Count());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, Count());
    }

    [Fact]
    public void Count_RateThatWasMadeStricter_HoldsFromTheNextUseOn()
    {
        Assert.Equal(TimeSpan.Zero, Count());
        Assert.Equal(TimeSpan.FromSeconds(1), Count(rate: OneAnHour));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, Count(rate: OneAnHour));
        Assert.Equal(TimeSpan.FromHours(1), Count(rate: OneAnHour));
    }

    [Fact]
    public void ResetAfter_TheWait_IsWhenAWholeWindowIsAllowedAgain()
    {
        while (Count() == TimeSpan.Zero)
        {
            _time.Advance(TimeSpan.FromSeconds(0.25));
        }

        _time.Advance(KeyRates.ResetAfter(SixtyAMinute, Count()));
        Assert.All(Enumerable.Range(0, 60), _ => Assert.Equal(TimeSpan.Zero, Count()));
        Assert.Equal(TimeSpan.FromMinutes(1), KeyRates.ResetAfter(SixtyAMinute, Count()));
    }

    private TimeSpan Count(string id = "a-key", Rate? rate = null) => _rates.Count("example.com", id, rate ?? SixtyAMinute);
}
