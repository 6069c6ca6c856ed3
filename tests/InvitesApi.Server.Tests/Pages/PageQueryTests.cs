using InvitesApi.Server.Pages;
using InvitesApi.Server.Pages.Apps;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Tests.Pages;

public sealed class PageQueryTests
{
    [Theory]
    [InlineData("", "", null, null, null, "")]
    [InlineData("?abc", "abc", null, null, null, "abc")]
    [InlineData("?abc&lang=de", "abc", "de", null, null, "abc")]
    [InlineData("?lang=de&abc", "abc", "de", null, null, "abc")]
    [InlineData("?abc&platform=ios&app=monal&lang=zh-Hant", "abc", "zh-Hant", Platform.Ios, "monal", "abc")]
    [InlineData("?abc&platform=toaster", "abc", null, null, null, "abc")]
    [InlineData("?abc&fbclid=x", "abc", null, null, null, "abc&fbclid=x")]
    [InlineData("?abc&def", "abc", null, null, null, "abc&def")]
    [InlineData("?t=abc&x=1&lang=de", "", "de", null, null, "t=abc&x=1")]
    internal void Parse_Query_IsUnderstood(string query, string token, string? language, Platform? platform, string? app, string rest) =>
        Assert.Equal(new PageQuery(token, language, platform, app, rest), PageQuery.Parse(query));

    [Theory]
    [InlineData("?abc")]
    [InlineData("?abc&lang=de&platform=ios&app=monal")]
    public void Write_Query_IsAsItWasRead(string query) => Assert.Equal(query, PageQuery.Parse(query).Write());

    [Theory]
    [InlineData(null, "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) Safari/604.1", Platform.Ios)]
    [InlineData(null, "Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) Safari/604.1", Platform.Ios)]
    [InlineData(null, "Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/146.0", Platform.Android)]
    [InlineData(null, "Mozilla/5.0 (Android 15; Mobile; rv:145.0) Firefox/145.0", Platform.Android)]
    [InlineData(null, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/146.0", Platform.Windows)]
    [InlineData(null, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1.15", Platform.MacOS)]
    [InlineData(null, "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Firefox/145.0", Platform.Linux)]
    [InlineData(null, "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/146.0", Platform.Web)]
    [InlineData("\"Android\"", "Mozilla/5.0 (X11; Linux x86_64) Chrome/146.0", Platform.Android)]
    [InlineData("\"Unknown\"", "Mozilla/5.0 (Windows NT 10.0) Chrome/146.0", Platform.Windows)]
    [InlineData(null, "curl/8.5", null)]
    [InlineData(null, "", null)]
    internal void PlatformOf_Browser_IsTold(string? hint, string agent, Platform? expected)
    {
        var headers = new HeaderDictionary { ["User-Agent"] = agent };
        if (hint is not null)
        {
            headers["Sec-CH-UA-Platform"] = hint;
        }

        Assert.Equal(expected, Visitor.PlatformOf(headers));
    }
}
