using System.Text.RegularExpressions;
using FeedHub.Server.Pages;
using Microsoft.Playwright;

namespace FeedHub.Tests.Browser;

/// <summary>What a reader does, by hand and by keyboard.</summary>
[Collection(typeof(ViewersOfSample))]
public sealed partial class ReadingTests(SampleInChromium sample)
{
    private const string Focused = "document.activeElement.closest('article')?.id";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_came_since_the_last_visit_is_marked_through_the_whole_of_this_one(bool script)
    {
        await using var window = await sample.OpenAsync(1280, script: script);
        var page = await window.NewPageAsync();
        await page.GotoAsync("/");
        Assert.Equal(0, await page.Locator(".mark").CountAsync());

        // As if that visit had been an hour ago, with three stories fewer.
        var cookie = (await window.CookiesAsync()).Single(c => c.Name == "feedhub-visit");
        Assert.True(cookie.HttpOnly);
        var (seen, at) = (sample.Fourth, TimeProvider.System.GetUtcNow().AddHours(-1));
        await window.AddCookiesAsync(
            [new Cookie { Name = cookie.Name, Value = new Visit(seen, seen, at).ToString(), Domain = cookie.Domain, Path = cookie.Path }]);

        foreach (var path in new[] { "/", "/" })
        {
            await page.GotoAsync(path);
            Assert.Equal(3, await page.Locator(".story .mark").CountAsync());
            Assert.Equal("3 new", await page.Locator(".new-count").InnerTextAsync());
            await page.Locator($"#s{sample.Newest} .when a").ClickAsync();
            await page.WaitForURLAsync($"**/stories/{sample.Newest}");
        }
    }

    [Fact]
    public async Task The_search_and_the_choices_stand_in_one_row()
    {
        await using var window = await sample.OpenAsync(1280);
        var page = await window.NewPageAsync();
        await page.GotoAsync("/");
        var search = await page.Locator(".filter .search").BoundingBoxAsync();
        var choices = await page.Locator(".filter .facets").BoundingBoxAsync();
        Assert.InRange(search!.Y + (search.Height / 2) - choices!.Y - (choices.Height / 2), -2, 2);
    }

    [Fact]
    public async Task The_same_text_again_is_counted_in_the_timeline_and_shown_on_the_story_s_page()
    {
        await using var window = await sample.OpenAsync(1280);
        var page = await window.NewPageAsync();
        await page.GotoAsync("/?q=иноагентах преодолено");
        var title = page.GetByText("Вето президента Грузии на закон об иноагентах преодолено", new PageGetByTextOptions { Exact = true });
        Assert.Equal(1, await title.CountAsync());
        await page.Locator(".story .also a", new PageLocatorOptions { HasTextRegex = Copies() }).First.ClickAsync();
        await page.WaitForURLAsync("**/stories/*");
        await page.Locator("details.copies summary").ClickAsync();
        Assert.True(await title.CountAsync() > 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_search_and_a_choice_narrow_the_timeline(bool script)
    {
        await using var window = await sample.OpenAsync(390, script: script);
        var page = await window.NewPageAsync();
        await page.GotoAsync("/");
        await page.GetByLabel("Search titles and texts").FillAsync("порт");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Search" }).ClickAsync();
        await page.WaitForURLAsync("**/?q=*");
        Assert.Equal("Search: порт", await page.Locator("h1").InnerTextAsync());
        Assert.True(await page.Locator(".story").CountAsync() > 0);
        await page.Locator("details.facet > summary", new PageLocatorOptions { HasText = "Language" }).ClickAsync();
        await page.GetByLabel("Armenian").CheckAsync();
        await page.Locator("details.facet[open] button").ClickAsync();
        await page.WaitForURLAsync("**lang=hy**");
        Assert.Equal("порт", await page.GetByLabel("Search titles and texts").InputValueAsync());
        Assert.Contains("Armenian", await page.Locator(".facet .chosen").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("a.clear").ClickAsync();
        await page.WaitForURLAsync(sample.Address + "/");
    }

    [Theory]
    [InlineData("/", ColorScheme.Light)]
    [InlineData("/", ColorScheme.Dark)]
    [InlineData("/series/azerbaijan-brief/middle-corridor-alat", ColorScheme.Light)]
    [InlineData("/sources", ColorScheme.Dark)]
    public async Task Whoever_uses_the_keyboard_sees_where_they_are(string path, ColorScheme scheme)
    {
        await using var window = await sample.OpenAsync(1280, scheme, script: false);
        var page = await window.NewPageAsync();
        await page.GotoAsync(path);
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to content", await page.EvaluateAsync<string>("document.activeElement.innerText"));
        for (var n = 0; n < 12; n++)
        {
            var outline = await page.EvaluateAsync<string>(
                "(e => `${getComputedStyle(e).outlineStyle} ${getComputedStyle(e).outlineWidth} ${e.getBoundingClientRect().top >= "
                    + "0}`)(document.activeElement)");
            Assert.Equal("solid 3px true", outline);
            await page.Keyboard.PressAsync("Tab");
        }
    }

    [Fact]
    public async Task Keys_move_through_the_stories_search_and_close()
    {
        await using var window = await sample.OpenAsync(1280);
        var page = await window.NewPageAsync();
        await page.GotoAsync("/");
        await page.Keyboard.PressAsync("j");
        Assert.Equal($"s{sample.Newest}", await page.EvaluateAsync<string>(Focused));
        await page.Keyboard.PressAsync("j");
        Assert.Equal($"s{sample.Newest - 1}", await page.EvaluateAsync<string>(Focused));
        await page.Keyboard.PressAsync("k");
        Assert.Equal($"s{sample.Newest}", await page.EvaluateAsync<string>(Focused));
        await page.Keyboard.PressAsync("/");
        Assert.Equal("q", await page.EvaluateAsync<string>("document.activeElement.id"));
        // In the field they are letters.
        await page.Keyboard.TypeAsync("jk/");
        Assert.Equal("jk/", await page.Locator("#q").InputValueAsync());
        await page.Locator("details.facet > summary").First.ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal(0, await page.Locator("details.facet[open]").CountAsync());
    }

    [GeneratedRegex(@"\d+ cop(y|ies)$")]
    private static partial Regex Copies();
}
