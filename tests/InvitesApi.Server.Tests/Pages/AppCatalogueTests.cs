using System.Text;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Pages.Apps;
using InvitesApi.Server.Pages.Languages;

namespace InvitesApi.Server.Tests.Pages;

public sealed class AppCatalogueTests
{
    private const string InviteUri = "xmpp:example.com?register;preauth=abc";

    [Fact]
    public void BuiltIn_EveryPlatform_HasAnApp() =>
        Assert.All(Platforms.All, platform => Assert.NotEmpty(AppCatalogue.BuiltIn.For(platform)));

    [Fact]
    public void BuiltIn_Links_AreEncrypted() => Assert.All(
        AppCatalogue.BuiltIn.Apps.SelectMany(app => app.Downloads.Select(download => download.Link).Append(app.Link!)),
        link => Assert.Equal("https", link.Scheme));

    [Theory]
    [InlineData(Platform.Android)]
    [InlineData(Platform.Ios)]
    [InlineData(Platform.MacOS)]
    internal void BuiltIn_PlatformWithOne_NamesAnAppFirstThatOpensInvites(Platform platform) =>
        Assert.True(AppCatalogue.BuiltIn.For(platform).First().OpensInvites);

    [Fact]
    public void Read_SiteApps_AreAsProsodyMeansThem()
    {
        App app = Read("""
            [{ "name": "My Chat!", "text": "Ours.", "image": "/share/my.svg", "link": "https://my.example/",
               "platforms": ["Android", "Haiku", "iPadOS", "iOS"],
               "supports_preauth_uri": true, "magic_link_format": "{app.link!}&referrer={invite.uri}", "login_link_format": "x",
               "download": { "text": "Take it.", "buttons": [{ "text": "Here", "url": "https://my.example/get", "target": "_blank" }] },
               "setup": { "text": "Go." } }]
            """)[0];
        Assert.Equal("my-chat", app.Id);
        Assert.Equal([Platform.Android, Platform.Ios], app.Platforms);
        Assert.True(app.OpensInvites);
        Assert.Equal("my.svg", app.Image);
        Assert.Equal(("Ours.", "Take it.", "Go."), (English(app.Text), English(app.DownloadText), English(app.SetupText)));
        Assert.Equal("https://my.example/get", app.Downloads[0].Link.AbsoluteUri);
        Assert.Equal(
            "https://my.example/&referrer=xmpp%3Aexample.com%3Fregister%3Bpreauth%3Dabc",
            AppLink.Fill(app.MagicLinkFormat!, app.Link, InviteUri));
    }

    [Fact]
    public void Read_TextTwiceInALanguage_IsTheFirst() =>
        Assert.Equal("One", English(Read("""[{ "name": "X", "text": { "en": "One", "en": "Two" } }]""")[0].Text));

    [Fact]
    public void Read_LongFormatWithoutEnd_IsReadAtOnce()
    {
        string format = "{app.link!}{" + new string('v', 60_000);
        Assert.Single(Read($$"""[{ "name": "X", "link": "https://a.example/", "magic_link_format": "{{format}}" }]"""));
    }

    [Fact]
    public void Read_AppsOfEjabberd_AreUnderstood()
    {
        App app = Read("""
            [{ "download": { "buttons": [{ "image": "{{ static }}/logos/x.png", "alttext": "{% trans 'X' %}",
               "url": "https://play.google.com/store/apps/details?id=x",
               "magic_link_format": "https://play.google.com/store/apps/details?id=x&referrer={{ uri }}" }] },
               "image": "logos/x.svg", "name": "X", "platforms": ["Android"], "text": "{% trans 'It\\'s an app.' %}" }]
            """)[0];
        Assert.Equal(("x", "x.svg", "It's an app."), (app.Id, app.Image, English(app.Text)));
        Assert.Equal("Google Play", app.Downloads[0].Store);
        Assert.Equal(
            "https://play.google.com/store/apps/details?id=x&referrer=xmpp%3Aexample.com%3Fregister%3Bpreauth%3Dabc",
            AppLink.Fill(app.Downloads[0].MagicLinkFormat!, app.Downloads[0].Link, InviteUri));
    }

    [Fact]
    public void Read_TextByLanguage_IsChosen()
    {
        AppText text = Read("""[{ "name": "X", "text": { "de": "Hallo", "en": "Hello" } }]""")[0].Text!;
        Assert.Equal(("Hallo", "Hello"), (text.In(LanguageSet.BuiltIn.Find("de")!), text.In(LanguageSet.BuiltIn.Find("ja")!)));
    }

    [Theory]
    [InlineData("{app.link!}", "https://a.example/?x=1")]
    [InlineData("https://b.example/?u={app.link}", "https://b.example/?u=https%3A%2F%2Fa.example%2F%3Fx%3D1")]
    [InlineData("https://b.example/{invite.token}", "https://b.example/abc")]
    [InlineData("https://b.example/#{invite.uri|noscheme}", "https://b.example/#example.com%3Fregister%3Bpreauth%3Dabc")]
    public void Fill_Format_IsFilledIn(string format, string expected) =>
        Assert.Equal(expected, AppLink.Fill(format, new Uri("https://a.example/?x=1"), InviteUri));

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[{}]")]
    [InlineData("""[{ "name": "" }]""")]
    [InlineData("""[{ "name": "!" }]""")]
    [InlineData("""[{ "name": "\ud800" }]""")]
    [InlineData("""[{ "name": "X", "link": "https://\ud800.example/" }]""")]
    [InlineData("""[{ "name": "X" }, { "name": "x" }]""")]
    [InlineData("""[{ "name": "X", "platforms": "Android" }]""")]
    [InlineData("""[{ "name": "X", "link": "javascript:alert(1)" }]""")]
    [InlineData("""[{ "name": "X", "link": "/relative" }]""")]
    [InlineData("""[{ "name": "X", "text": 1 }]""")]
    [InlineData("""[{ "name": "X", "text": {} }]""")]
    [InlineData("""[{ "name": "X", "magic_link_format": "{app.link!}" }]""")]
    [InlineData("""[{ "name": "X", "magic_link_format": "javascript:{invite.uri}" }]""")]
    [InlineData("""[{ "name": "X", "magic_link_format": "https://a.example/{invite.secret}" }]""")]
    [InlineData("""[{ "name": "X", "download": { "buttons": [{ "text": "no url" }] } }]""")]
    [InlineData("""[{ "name": "X", "download": { "buttons": {} } }]""")]
    public void Read_OtherCatalogue_IsRefusedAndNamed(string json)
    {
        InviteException fault = Assert.Throws<InviteException>(() => Read(json));
        Assert.Equal(InviteFault.AppCatalogueInvalid, fault.Fault);
        Assert.Contains("apps.json", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Select_Lists_ShowHideAndOrder()
    {
        Assert.Equal(["monal", "conversations"], Ids(AppCatalogue.BuiltIn.Select(["monal", "gajim", "conversations"], ["gajim"])));
        Assert.DoesNotContain("psi", Ids(AppCatalogue.BuiltIn.Select([], ["psi"])));
        Assert.Equal(InviteFault.AppUnknown, Assert.Throws<InviteException>(() => AppCatalogue.BuiltIn.Select(["nope"], [])).Fault);
        Assert.Equal("nope", Assert.Throws<InviteException>(() => AppCatalogue.BuiltIn.Select([], ["nope"])).Target);
    }

    private static IEnumerable<string> Ids(AppCatalogue catalogue) => catalogue.Apps.Select(app => app.Id);

    private static string? English(AppText? text) => text?.In(LanguageSet.BuiltIn.Find("en")!);

    private static IReadOnlyList<App> Read(string json) => AppCatalogueReader.Read(Encoding.UTF8.GetBytes(json), "apps.json");
}
