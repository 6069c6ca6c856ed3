using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(InvitesApi.Server.Tests.Support.Browser))]

namespace InvitesApi.Server.Tests.Support;

/// <summary>
/// Chromium, as Debian's package chromium has it; another one by the environment variable CHROMIUM. It is started when a test first needs it, and
/// serves them all.
/// </summary>
public sealed class Browser : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A window of its own: nothing of another test is in it.</summary>
    /// <param name="options">How large, in which language; or nothing.</param>
    public async Task<IBrowserContext> OpenAsync(BrowserNewContextOptions? options = null) =>
        await (await StartAsync()).NewContextAsync(options);

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _turn.Dispose();
    }

    private async Task<IBrowser> StartAsync()
    {
        Debian.Require("chromium");
        await _turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
                // Names of tests lead to this machine.
                Args = ["--no-sandbox", "--disable-dev-shm-usage", "--host-resolver-rules=MAP *.example 127.0.0.1, MAP example.com 127.0.0.1"],
            });
        }
        finally
        {
            _turn.Release();
        }
    }
}
