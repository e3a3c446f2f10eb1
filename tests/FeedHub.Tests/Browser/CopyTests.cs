using Microsoft.Playwright;

namespace FeedHub.Tests.Browser;

/// <summary>A subscriber copies the address of a feed.</summary>
[Collection(typeof(ViewersOfSample))]
public sealed class CopyTests(SampleInChromium sample)
{
    private const string Series = "/series/azerbaijan-brief";
    private static readonly string Check = File.ReadAllText(RepositoryFiles.Path("tests", "FeedHub.Tests", "Browser", "page-check.js"));

    [Theory]
    [InlineData(Series, 390)]
    [InlineData(Series, 1280)]
    [InlineData("/feeds", 390)]
    [InlineData("/feeds", 1280)]
    public async Task A_click_copies_the_address_beside_it_and_says_so(string path, int width)
    {
        await using var window = await sample.OpenAsync(width);
        await window.GrantPermissionsAsync(["clipboard-read", "clipboard-write"], new() { Origin = sample.Address });
        var page = await window.NewPageAsync();
        await page.GotoAsync(path);
        var addresses = await page.Locator("[data-copy]").AllAsync();
        Assert.NotEmpty(addresses);
        foreach (var address in addresses)
        {
            var name = await address.GetAttributeAsync("data-copy");
            var button = page.GetByRole(AriaRole.Button, new() { Name = $"Copy the address of {name}", Exact = true });
            await button.ClickAsync();
            await Assertions.Expect(page.Locator(".copied").Filter(new() { HasText = "Copied" })).ToHaveCountAsync(1);
            await Assertions.Expect(button.Locator("xpath=following-sibling::*[@role='status']")).ToHaveTextAsync("Copied");
            var copied = await page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
            Assert.Equal(await address.InnerTextAsync(), copied);
            Assert.Matches(@"^https?://[^/]+/\S+\.(atom|rss|json)$", copied);
            var box = await button.BoundingBoxAsync();
            Assert.True(box is { Width: >= 24, Height: >= 24 }, "A target of less than 24 pixels is hard to hit (WCAG 2.2, 2.5.8).");
        }
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            Assert.Empty(await page.EvaluateAsync<string[]>(Check));
            var findings = await Axe.FindingsAsync(page);
            Assert.True(findings.Count == 0, string.Join('\n', findings));
        }
        if (Environment.GetEnvironmentVariable("FEEDHUB_TEST_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"copy-{path.Split('/')[1]}-{width}.png") });
    }

    [Theory]
    // What pages have that do not come over TLS, and what they have where a reader refuses.
    [InlineData("undefined")]
    [InlineData("{ writeText: () => Promise.reject(new DOMException('refused', 'NotAllowedError')) }")]
    public async Task Where_there_is_no_clipboard_the_address_is_selected_and_that_is_said(string clipboard)
    {
        await using var window = await sample.OpenAsync(1280);
        var page = await window.NewPageAsync();
        await page.AddInitScriptAsync($"Object.defineProperty(navigator, 'clipboard', {{ value: {clipboard} }})");
        await page.GotoAsync(Series);
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy the address" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Selected: copy it");
        Assert.Equal(
            await page.Locator("[data-copy]").InnerTextAsync(), await page.EvaluateAsync<string>("() => getSelection().toString()"));
    }

    [Theory]
    [InlineData(Series)]
    [InlineData("/feeds")]
    public async Task Without_a_script_there_is_no_button_and_the_address_can_be_read(string path)
    {
        await using var window = await sample.OpenAsync(1280, script: false);
        var page = await window.NewPageAsync();
        await page.GotoAsync(path);
        Assert.Equal(0, await page.Locator("button, [role=status]").CountAsync());
        Assert.True(await page.Locator("[data-copy]").First.IsVisibleAsync());
    }
}
