using System.Globalization;
using FeedHub.Tests.Server.Publishing;
using FeedHub.Tests.Server.Publishing.Writing;
using Microsoft.Playwright;

namespace FeedHub.Tests.Browser;

/// <summary>An editor writes a brief in a browser, from signing in to the date on which it comes out.</summary>
public sealed class WritingTests : IAsyncLifetime
{
    private static readonly string Check = File.ReadAllText(RepositoryFiles.Path("tests", "FeedHub.Tests", "Browser", "page-check.js"));
    private readonly List<string> seen = [];
    private WritingDesk desk = null!;
    private Chromium chromium = null!;
    private RunningClock clock = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await WritingDesk.OpenAsync();
        chromium = await Chromium.StartAsync();
        clock = new RunningClock(desk.Clock);
    }

    public async ValueTask DisposeAsync()
    {
        await clock.DisposeAsync();
        await chromium.DisposeAsync();
        await desk.DisposeAsync();
    }

    [Theory]
    [InlineData(390, true)]
    [InlineData(390, false)]
    [InlineData(1440, true)]
    [InlineData(1440, false)]
    public async Task A_brief_with_a_mistake_is_mended_given_a_picture_and_scheduled(int width, bool script)
    {
        var key = await desk.KeyAsync("Aysel");
        await using var window = await chromium.OpenAsync(desk.Hub.Client.BaseAddress!.ToString(), width, script: script);
        var page = await window.NewPageAsync();
        page.Console += (_, message) =>
        {
            // That a form with mistakes was refused Chromium writes to the console too.
            if (message.Type is "error" or "warning" && !message.Text.Contains("400", StringComparison.Ordinal))
                seen.Add($"console: {message.Text}");
        };
        page.PageError += (_, error) => seen.Add($"error: {error}");

        await page.GotoAsync(WritingDesk.New);
        await page.GetByLabel("Your key").FillAsync(key);
        await PageTurn.PressAsync(page, "Sign in");
        await LookAsync(page, width, "new");

        var text = page.GetByLabel("The brief", new PageGetByLabelOptions { Exact = true });
        var wrong = WritingDesk.Text.Replace("dek: \"This", "dek: This", StringComparison.Ordinal)
            .Replace("examines a ferry.\"", "examines: a ferry", StringComparison.Ordinal);
        await text.FillAsync(wrong);
        await PageTurn.PressAsync(page, "Check and preview");
        Assert.Equal(wrong, await text.InputValueAsync());
        var mistake = page.Locator(".mistakes tbody tr");
        Assert.Equal(1, await mistake.CountAsync());
        Assert.Contains("put it in quotes", await mistake.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("dek: This week's brief examines: a ferry", await mistake.Locator("code").First.InnerTextAsync());
        await LookAsync(page, width, "mistake");
        await mistake.Locator("a").ClickAsync();
        if (script)
        {
            Assert.Equal(
                "dek: This week's brief examines: a ferry",
                await text.EvaluateAsync<string>("f => f.value.substring(f.selectionStart, f.selectionEnd)"));
        }

        await text.FillAsync(WritingDesk.Text);
        await PageTurn.PressAsync(page, "Check and preview");
        Assert.Equal("A ferry", await page.Locator("#preview .brief-title").InnerTextAsync());

        await page.Locator("details.add-picture > summary").ClickAsync();
        await page.GetByLabel("File").SetInputFilesAsync(
            new FilePayload { Name = "ferry.png", MimeType = "image/png", Buffer = InstitutePosts.Png });
        await page.GetByLabel("What it shows").FillAsync("A ferry at dawn");
        await PageTurn.PressAsync(page, "Add it as the brief’s picture");
        Assert.Contains("alt: \"A ferry at dawn\"", await text.InputValueAsync(), StringComparison.Ordinal);
        await LookAsync(page, width, "picture");

        await PageTurn.PressAsync(page, "Schedule for its date");
        await page.WaitForURLAsync("**/briefs/a-ferry/edit?saved");
        Assert.Contains("It comes out on 30 November 2026", await page.Locator(".notice").First.InnerTextAsync(), StringComparison.Ordinal);
        await LookAsync(page, width, "scheduled");
        await desk.WaitAsync(() => desk.Find("a-ferry") is { Image.Alt: "A ferry at dawn" });
        Assert.Empty(seen);
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1440)]
    public async Task What_somebody_else_changed_or_keeps_is_shown_as_plainly(int width)
    {
        var (key, other) = (await desk.KeyAsync("Aysel"), await desk.EditorAsync("Rauf"));
        using (var made = await WritingDesk.SendAsync(other, WritingDesk.New, "publish", WritingDesk.Text))
            Assert.Equal(System.Net.HttpStatusCode.SeeOther, made.StatusCode);
        await desk.WaitAsync(() => desk.Find("a-ferry") is not null);
        await using var window = await chromium.OpenAsync(desk.Hub.Client.BaseAddress!.ToString(), width, script: false);
        var page = await window.NewPageAsync();
        await page.GotoAsync(WritingDesk.EditOf("first"));
        await page.GetByLabel("Your key").FillAsync(key);
        await PageTurn.PressAsync(page, "Sign in");
        Assert.Equal("The file of first", await page.Locator("h1").InnerTextAsync());
        await LookAsync(page, width, "own");

        await page.GotoAsync(WritingDesk.EditOf("a-ferry"));
        var text = page.GetByLabel("The brief", new PageGetByLabelOptions { Exact = true });
        var theirs = await text.InputValueAsync();
        var begun = await page.Locator("input[name=begun]").InputValueAsync();
        using (var saved = await WritingDesk.SendAsync(
            other, WritingDesk.EditOf("a-ferry"), "save", theirs.Replace("sails", "sinks", StringComparison.Ordinal), begun))
        {
            Assert.Equal(System.Net.HttpStatusCode.SeeOther, saved.StatusCode);
        }
        await text.FillAsync(theirs.Replace("It sails.", "It waits\nfor the pilot.", StringComparison.Ordinal));
        await PageTurn.PressAsync(page, "Save for all readers");
        Assert.Contains("Rauf", await page.Locator(".fault").InnerTextAsync(), StringComparison.Ordinal);
        await LookAsync(page, width, "conflict");
        // Having seen theirs, the editor goes on with the text that is still in the form.
        await PageTurn.PressAsync(page, "Save for all readers");
        await page.WaitForURLAsync("**/briefs/a-ferry/edit?saved");

        await PageTurn.ClickAsync(page, page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "What it is watching" }));
        await LookAsync(page, width, "watching");
    }

    /// <summary>Whether the page reads well, light and dark; for who wants to see it, its picture.</summary>
    private static async Task LookAsync(IPage page, int width, string name)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            Assert.Empty(await page.EvaluateAsync<string[]>(Check));
            Assert.Empty(await Axe.FindingsAsync(page));
            if (Environment.GetEnvironmentVariable("FEEDHUB_PICTURES") is { } folder)
            {
                await page.ScreenshotAsync(new PageScreenshotOptions
                {
                    Path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{width}-{scheme}.png")),
                    FullPage = true,
                });
            }
        }
    }
}
