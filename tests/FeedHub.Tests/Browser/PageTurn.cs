using Microsoft.Playwright;

namespace FeedHub.Tests.Browser;

/// <summary>
/// From one page to the next, also where no script runs: there Playwright may miss the events that it waits for.
/// </summary>
internal static class PageTurn
{
    private const string IsNext =
        "() => !('left' in document.documentElement.dataset) && document.readyState === 'complete' && document.styleSheets.length > 0";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Presses a button that sends a form.</summary>
    public static Task PressAsync(IPage page, string button) =>
        ClickAsync(page, page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }));

    /// <summary>Clicks what leads to another page, and waits until that is there with its style sheet.</summary>
    public static async Task ClickAsync(IPage page, ILocator link)
    {
        await page.EvaluateAsync("() => { document.documentElement.dataset.left = ''; }");
        await link.ClickAsync();
        var began = TimeProvider.System.GetTimestamp();
        while (!await IsThereAsync(page))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Longest, $"No page came of {link}.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private static async Task<bool> IsThereAsync(IPage page)
    {
        try
        {
            return await page.EvaluateAsync<bool>(IsNext);
        }
        catch (PlaywrightException)
        {
            // The page that was asked is gone, and the next is not there yet.
            return false;
        }
    }
}
