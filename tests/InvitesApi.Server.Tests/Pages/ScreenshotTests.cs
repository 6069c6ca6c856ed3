using InvitesApi.Server.Tests.Support;
using Microsoft.Playwright;

namespace InvitesApi.Server.Tests.Pages;

/// <summary>Pictures of the pages for a person to look at, in artifacts/screenshots; and that nothing of them is cut off.</summary>
public sealed class ScreenshotTests(PageFixture fixture, Browser browser) : IClassFixture<PageFixture>
{
    private static readonly (string Name, string Agent, int Width, int Height)[] Devices =
        [("phone", PageFixture.Android, 390, 844), ("small", PageFixture.IPhone, 320, 640), ("desktop", PageFixture.Windows, 1280, 900)];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string page in PageFixture.Pages)
            {
                foreach (string language in (string[])["en", "de", "ar"])
                {
                    cases.Add(page, language);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Page_OnEveryDevice_FitsItsWidth(string page, string language)
    {
        foreach ((string name, string agent, int width, int height) in Devices)
        {
            await ShootAsync(page, $"{language}-{name}", new()
            {
                UserAgent = agent, Locale = language, ViewportSize = new() { Width = width, Height = height }, ColorScheme = ColorScheme.Light,
            });
        }
    }

    [Theory]
    [InlineData("account")]
    [InlineData("contact")]
    [InlineData("expired")]
    public async Task Page_InTheDark_IsShot(string page) => await ShootAsync(page, "en-dark", new()
    {
        UserAgent = PageFixture.Mac, Locale = "en", ViewportSize = new() { Width = 1280, Height = 900 }, ColorScheme = ColorScheme.Dark,
    });

    private async Task ShootAsync(string page, string name, BrowserNewContextOptions options)
    {
        await using IBrowserContext window = await browser.OpenAsync(options);
        IPage tab = await window.NewPageAsync();
        await tab.GotoAsync($"http://localhost:{fixture.Server.Port}{fixture.PathOf(page)}");
        await tab.ScreenshotAsync(new()
        {
            Path = Path.Combine(Repository.Folder, "artifacts", "screenshots", $"{page}-{name}.png"), FullPage = true,
        });
        Assert.Equal(options.ViewportSize!.Width, await tab.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }
}
