using Microsoft.Playwright;

namespace FeedHub.Tests.Browser;

/// <summary>A Chromium that reaches this machine alone; none where it is not installed.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    /// <summary>Where Debian's package puts it. Playwright's own would have to be downloaded.</summary>
    private const string Executable = "/usr/bin/chromium";

    private readonly IPlaywright? playwright;
    private readonly IBrowser? browser;

    private Chromium(IPlaywright? playwright, IBrowser? browser) => (this.playwright, this.browser) = (playwright, browser);

    public static bool IsThere => File.Exists(Executable);

    public static async Task<Chromium> StartAsync()
    {
        if (!IsThere)
            return new(null, null);
        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            // What is asked of any other host must fail, and be seen to have been asked.
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
            ],
        }));
    }

    /// <summary>A browser window; skips the test where there is no Chromium, but not in CI, which is to have one.</summary>
    public async Task<IBrowserContext> OpenAsync(string address, int width, ColorScheme scheme = ColorScheme.Light, bool script = true)
    {
        if (browser is null)
        {
            const string Reason = $"{Executable} is not installed (apt-get install chromium)";
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(Reason);
            Assert.Skip(Reason);
        }
        return await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = scheme,
            JavaScriptEnabled = script,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
