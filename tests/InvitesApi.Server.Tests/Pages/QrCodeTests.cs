using InvitesApi.Server.Pages.QrCodes;
using InvitesApi.Server.Tests.Support;
using Microsoft.Playwright;

namespace InvitesApi.Server.Tests.Pages;

/// <summary>QR codes, read back by zbar.</summary>
public sealed class QrCodeTests(PageFixture fixture, Browser browser) : IClassFixture<PageFixture>
{
    private const string Link = "https://example.com/invites_page?Pykj2rZT0AnxGVzAfV-_sN9C";

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Page_OnADesktop_HasTheCodeOfItsLink(ColorScheme scheme)
    {
        await using IBrowserContext window = await browser.OpenAsync(new() { UserAgent = PageFixture.Windows, ColorScheme = scheme });
        IPage tab = await window.NewPageAsync();
        await tab.GotoAsync(fixture.UriOf("contact", "ar"));
        byte[] image = await tab.Locator("svg.qr").ScreenshotAsync();
        string link = fixture.UriOf("contact", "ar");
        Assert.Equal(link.Replace("&lang=ar", string.Empty, StringComparison.Ordinal), await Zbar.ReadAsync(image));
    }

    [Theory]
    [InlineData(PageFixture.Android)]
    [InlineData(PageFixture.IPhone)]
    public async Task Page_OnAPhone_HasNoCode(string agent)
    {
        Answer answer = await fixture.GetAsync(fixture.PathOf("account"), $"User-Agent: {agent}");
        Assert.DoesNotContain("class=\"qr\"", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Link)]
    [InlineData("xmpp:romeo@example.com?roster;preauth=Pykj2rZT0AnxGVzAfV-_sN9C;ibr=y")]
    [InlineData("a")]
    public async Task ToPng_Text_IsReadBack(string text) => Assert.Equal(text, await Zbar.ReadAsync(QrCode.Of(text).ToPng(4)));

    [Fact]
    public async Task ToSvg_Text_IsReadBack()
    {
        await using IBrowserContext window = await browser.OpenAsync();
        IPage tab = await window.NewPageAsync();
        await tab.SetContentAsync(QrCode.Of(Link).ToSvg());
        Assert.Equal(Link, await Zbar.ReadAsync(await tab.Locator("svg").ScreenshotAsync()));
    }

    [Fact]
    public void IsDark_Corners_AreThoseOfTheFinders()
    {
        var code = QrCode.Of(Link);
        int last = code.Size - 1;
        Assert.True(code.IsDark(0, 0) && code.IsDark(last, 0) && code.IsDark(0, last));
        Assert.False(code.IsDark(1, 1) || code.IsDark(-1, 0) || code.IsDark(0, code.Size));
    }
}
