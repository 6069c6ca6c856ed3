using Deque.AxeCore.Commons;
using InvitesApi.Server.Tests.Support;
using Microsoft.Playwright;

namespace InvitesApi.Server.Tests.Pages;

/// <summary>What axe finds on the pages: nothing (WCAG 2.2 AA, and axe's own good practice).</summary>
public sealed class AccessibilityTests(PageFixture fixture, Browser browser) : IClassFixture<PageFixture>
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    public static TheoryData<string> Languages => [.. PageFixture.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public Task Pages_InALanguage_HaveNoFault(string language) => CheckAsync(language, PageFixture.Windows, 1280, ColorScheme.Light);

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    public Task Pages_OnASmallPhoneInTheDark_HaveNoFault(string language) =>
        CheckAsync(language, PageFixture.Android, 320, ColorScheme.Dark);

    [Fact]
    public async Task Axe_PageWithAFault_FindsIt()
    {
        await using IBrowserContext window = await browser.OpenAsync();
        IPage tab = await window.NewPageAsync();
        await tab.SetContentAsync("<title>x</title><img src='data:,'>");
        Assert.NotEmpty(await FaultsAsync(tab));
    }

    private async Task CheckAsync(string language, string agent, int width, ColorScheme scheme)
    {
        await using IBrowserContext window = await browser.OpenAsync(new()
        {
            UserAgent = agent,
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = scheme,
        });
        IPage tab = await window.NewPageAsync();
        foreach (string page in PageFixture.Pages)
        {
            await tab.GotoAsync(fixture.UriOf(page, language));
            await tab.Locator("summary").ClickAsync(); // the list of languages is looked at too
            Assert.Equal([], (await FaultsAsync(tab)).Select(fault => $"{page}: {fault}"));
        }
    }

    // Not by the tab of its own that axe's package for Playwright opens for each page: that takes longer than all the rest.
    private static async Task<string[]> FaultsAsync(IPage tab)
    {
        await tab.EvaluateAsync(Axe);
        return await tab.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { rules: { 'target-size': { enabled: true } } })).violations
                .map(fault => fault.id + ' ' + fault.nodes.map(node => node.html).join(' '))
            """);
    }
}
