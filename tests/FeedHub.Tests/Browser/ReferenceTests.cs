using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace FeedHub.Tests.Browser;

/// <summary>The reference of the API in a real browser.</summary>
[Collection(typeof(ViewersOfSample))]
public sealed class ReferenceTests(SampleInChromium sample)
{
    [Fact]
    public async Task It_shows_the_operations_and_breaks_no_rule_of_our_policy()
    {
        await using var window = await sample.OpenAsync(1280);
        var page = await window.NewPageAsync();
        var seen = new ConcurrentQueue<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                seen.Enqueue(message.Text);
        };
        page.PageError += (_, error) => seen.Enqueue(error);
        page.Request += (_, request) =>
        {
            if (!new[] { sample.Address, "data:" }.Any(own => request.Url.StartsWith(own, StringComparison.Ordinal)))
                seen.Enqueue(request.Url);
        };
        await page.GotoAsync("/docs");
        await page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "API of FeedHub" }).WaitForAsync();
        await page.Locator("a[href*='stories']", new PageLocatorOptions { HasText = "Stories" }).First.ClickAsync();
        await page.GetByText("The timeline: stories, newest arrival first").First.WaitForAsync();
        Assert.True(seen.IsEmpty, string.Join("\n", seen));
        // Styled, not bare.
        Assert.DoesNotContain("Times", await page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('h1')).fontFamily"));
    }
}
