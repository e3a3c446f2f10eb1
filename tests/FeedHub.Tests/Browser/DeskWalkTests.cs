using System.Collections.Concurrent;
using FeedHub.Tests.Server.Publishing;
using Microsoft.Playwright;

namespace FeedHub.Tests.Browser;

/// <summary>An editor's morning at the desk, in a real browser.</summary>
[Collection(typeof(ViewersOfSample))]
public sealed class DeskWalkTests(SampleInChromium sample) : IAsyncLifetime
{
    private static readonly string Check = File.ReadAllText(RepositoryFiles.Path("tests", "FeedHub.Tests", "Browser", "page-check.js"));
    private readonly ConcurrentQueue<string> seen = new();
    private FollowedInstitute institute = null!;
    private RunningClock? ticking;

    public async ValueTask InitializeAsync() => institute = await FollowedInstitute.OpenAsync(posts: 6);

    [Theory]
    [InlineData(390, true)]
    [InlineData(390, false)]
    [InlineData(1440, true)]
    [InlineData(1440, false)]
    public async Task An_editor_signs_in_accepts_keeps_own_topics_corrects_and_withdraws(int width, bool script)
    {
        await using var window = await sample.OpenAsync(width, script: script);
        await PrepareAsync();
        var page = await window.NewPageAsync();
        page.Console += (_, message) => seen.Enqueue($"console: {message.Text}");
        page.PageError += (_, error) => seen.Enqueue($"error: {error}");
        var address = institute.Hub.Client.BaseAddress!.ToString().TrimEnd('/');

        await page.GotoAsync($"{address}/editors/series/weekly");
        await LookAsync(page, $"sign-in-{width}");
        await page.GetByLabel("Your key").FillAsync(institute.Key);
        await PageTurn.PressAsync(page, "Sign in");
        Assert.Equal("Weekly", await page.Locator("h1").InnerTextAsync());
        await PageTurn.PressAsync(page, "Poll now");
        await LookAsync(page, $"series-{width}");
        await page.GotoAsync($"{address}/editors");
        await LookAsync(page, $"all-{width}");

        await page.GotoAsync($"{address}/editors/series/weekly");
        await PageTurn.ClickAsync(page, page.Locator("section:has(#proposals) a").First);
        await LookAsync(page, $"proposal-{width}");
        await page.GetByLabel("Take theirs").First.CheckAsync();
        await PageTurn.PressAsync(page, "Accept but keep ours");
        Assert.Contains("kept what was ours", await page.Locator("[role=status]").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(["shipping"], institute.Find(3)!.Topics);

        await page.GetByLabel("Note for readers").First.FillAsync("A number was wrong.");
        await page.GetByLabel("Wrong words").FillAsync("Goods of 3 countries");
        await page.GetByLabel("The right words").FillAsync("Goods of 4 countries");
        await PageTurn.PressAsync(page, "Correct");
        await LookAsync(page, $"corrected-{width}");
        await PageTurn.ClickAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "What changed" }).First);
        await LookAsync(page, $"changed-{width}");
        await page.GoBackAsync();
        await page.Locator("#withdraw-note").FillAsync("It was wrong.");
        await PageTurn.PressAsync(page, "Withdraw now");
        await LookAsync(page, $"withdrawn-{width}");
        await page.GotoAsync($"{address}/series/weekly/question-3");
        Assert.Contains("It was wrong.", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        await page.GotoAsync($"{address}/editors");
        await PageTurn.PressAsync(page, "Sign out");
        Assert.EndsWith("/editors/sign-in", page.Url, StringComparison.Ordinal);
        // That a brief is withdrawn (410) Chromium writes to the console too.
        Assert.DoesNotContain(seen, w => !w.Contains("410", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        if (ticking is not null)
            await ticking.DisposeAsync();
        await institute.DisposeAsync();
    }

    /// <summary>A brief with topics of our own, whose post has changed both.</summary>
    private async Task PrepareAsync()
    {
        await institute.FollowAsync(institute.WordPress.Api);
        await institute.WaitAsync(s => s.Briefs.Count == 6);
        var file = institute.FileOf(3);
        var text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(
            file,
            text.Replace("topics: [\"transport\"]", "topics: [\"shipping\"]", StringComparison.Ordinal)
                .Replace("It is 3 manat now.", "It is 3 manat now, and rising.", StringComparison.Ordinal));
        var post = InstitutePosts.Post(3);
        institute.WordPress.Publish(post with
        {
            Title = "Question 3: who pays now?",
            Content = post.Content.Replace("It is 3 manat now.", "It is 5 manat now.", StringComparison.Ordinal),
            Modified = institute.Clock.GetUtcNow(),
        });
        Assert.Equal(1, (await institute.PollAsync()).GetProperty("proposed").GetArrayLength());
        ticking = new RunningClock(institute.Clock);
    }

    /// <summary>Looks for what is wrong in either colour scheme, and keeps a picture where one is asked for.</summary>
    private async Task LookAsync(IPage page, string name)
    {
        foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            foreach (var wrong in await page.EvaluateAsync<string[]>(Check))
                seen.Enqueue($"{name} {scheme}: {wrong}");
            foreach (var finding in await Axe.FindingsAsync(page))
                seen.Enqueue($"{name} {scheme}: {finding}");
        }
        if (Environment.GetEnvironmentVariable("FEEDHUB_TEST_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }
}
