using InvitesApi.Server.Limits;

namespace InvitesApi.Server.Tests.Limits;

/// <summary>Rates as administrators write them.</summary>
public sealed class RateTests
{
    [Theory]
    [InlineData("60/min", 60, 60)]
    [InlineData("10/s", 10, 1)]
    [InlineData("1000/h", 1000, 3600)]
    [InlineData("5/day", 5, 86400)]
    [InlineData("5/10s", 5, 10)]
    [InlineData("1/2weeks", 1, 1209600)]
    public void TryParse_Rate_IsRead(string text, int count, int seconds)
    {
        Assert.Equal(new Rate(count, TimeSpan.FromSeconds(seconds)), Rate.TryParse(text));
        if (!text.Contains("week", StringComparison.Ordinal))
        {
            Assert.Matches(Rate.Pattern, text);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("60")]
    [InlineData("/min")]
    [InlineData("0/min")]
    [InlineData("-1/min")]
    [InlineData("1.5/min")]
    [InlineData("60/")]
    [InlineData("60/0s")]
    [InlineData("60/month")]
    [InlineData("60/min/min")]
    [InlineData("99999999999/s")]
    [InlineData("1/999999999w")]
    [InlineData("60 /min")]
    [InlineData("5/0:00:01.5")]
    public void TryParse_NoRate_IsNone(string text) => Assert.Null(Rate.TryParse(text));

    [Theory]
    [InlineData("none at all")]
    [InlineData("0/min")]
    [InlineData("60")]
    public void Pattern_NoRate_IsRefusedBeforeItIsRead(string text) => Assert.DoesNotMatch(Rate.Pattern, text);
}
