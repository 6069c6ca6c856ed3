using InvitesApi.Server.Tests.Support;
using Microsoft.Playwright;

namespace InvitesApi.Server.Tests.Pages;

/// <summary>Pictures of the pages for a person to look at, in artifacts/screenshots; and that nothing of them is cut off.</summary>
public sealed class ScreenshotTests(PageFixture fixture, Browser browser) : IClassFixture<PageFixture>
{
    private static readonly string[] Languages = ["en", "de", "ar"];

    public static TheoryData<string> Pages => [.. PageFixture.Pages];

    [Theory]
    [MemberData(nameof(Pages))]
    public Task Page_OnAPhone_FitsItsWidth(string page) => ShootAsync(page, "phone", PageFixture.Android, 390, 844);

    [Theory]
    [MemberData(nameof(Pages))]
    public Task Page_OnADesktop_FitsItsWidth(string page) => ShootAsync(page, "desktop", PageFixture.Windows, 1280, 900);

    [Theory]
    [InlineData("account")]
    [InlineData("contact")]
    [InlineData("expired")]
    public Task Page_InTheDark_FitsItsWidth(string page) => ShootAsync(page, "dark", PageFixture.Mac, 1280, 900, ColorScheme.Dark);

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_At320Pixels_FitsItsWidthInEveryLanguage(string page)
    {
        await using IBrowserContext window = await OpenAsync(PageFixture.IPhone, 320, 640, ColorScheme.Light);
        IPage tab = await window.NewPageAsync();
        foreach (string language in PageFixture.Languages)
        {
            await tab.GotoAsync(fixture.UriOf(page, language));
            Assert.Equal(320, await tab.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }

    private Task<IBrowserContext> OpenAsync(string agent, int width, int height, ColorScheme scheme) => browser.OpenAsync(new()
    {
        UserAgent = agent,
        ViewportSize = new() { Width = width, Height = height },
        ColorScheme = scheme,
    });

    private async Task ShootAsync(string page, string device, string agent, int width, int height, ColorScheme scheme = ColorScheme.Light)
    {
        await using IBrowserContext window = await OpenAsync(agent, width, height, scheme);
        IPage tab = await window.NewPageAsync();
        foreach (string language in Languages)
        {
            await tab.GotoAsync(fixture.UriOf(page, language));
            await tab.ScreenshotAsync(new()
            {
                Path = Path.Combine(Repository.Folder, "artifacts", "screenshots", $"{page}-{language}-{device}.png"),
                FullPage = true,
            });
            Assert.Equal(width, await tab.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }
}
