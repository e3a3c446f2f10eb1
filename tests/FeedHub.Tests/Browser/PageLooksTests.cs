using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;

namespace FeedHub.Tests.Browser;

/// <summary>Every kind of page in a real browser, narrow and wide, light and dark, with and without JavaScript.</summary>
[Collection(typeof(ViewersOfSample))]
public sealed class PageLooksTests(SampleInChromium sample)
{
    private static readonly string[] Pages =
    [
        "/", "/?q=порт", "/?lang=hy&country=AM", "/stories/{story}", "/sources", "/series/azerbaijan-brief",
        "/series/azerbaijan-brief/middle-corridor-alat", "/feeds", "/nothing",
    ];

    public static MatrixTheoryData<string, bool> Views => new(Pages, [true, false]);

    private static string Check { get; } = File.ReadAllText(RepositoryFiles.Path("tests", "FeedHub.Tests", "Browser", "page-check.js"));

    [Theory]
    [MemberData(nameof(Views))]
    public async Task A_page_reads_well_with_a_script_and_without(string path, bool script)
    {
        path = path.Replace("{story}", sample.Story.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        await using var window = await sample.OpenAsync(1280, script: script);
        var page = await window.NewPageAsync();
        var seen = Watch(page);
        await page.GotoAsync(path);
        foreach (var width in new[] { 390, 1280 })
        {
            await page.SetViewportSizeAsync(width, 900);
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                foreach (var wrong in await page.EvaluateAsync<string[]>(Check))
                    seen.Enqueue($"{width} {scheme}: {wrong}");
            }
        }
        // That a page is not there Chromium writes to the console too.
        Assert.DoesNotContain(seen, w => path != "/nothing" || !w.Contains("404", StringComparison.Ordinal));
    }

    [Fact]
    public async Task On_paper_a_brief_is_its_text_with_the_addresses_of_its_links()
    {
        await using var window = await sample.OpenAsync(794, script: false);
        var page = await window.NewPageAsync();
        await page.GotoAsync("/series/azerbaijan-brief/middle-corridor-alat");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        foreach (var only in new[] { "header.site nav", "footer.site", ".skip", ".anchor" })
            Assert.Equal(0, await page.Locator($"{only}:visible").CountAsync());
        foreach (var text in new[] { "article h1", "article p", "article h2" })
            Assert.True(await page.Locator(text).First.IsVisibleAsync(), text);
        var printed = await page.Locator("article p").First.EvaluateAsync<string>("""
            p => {
              p.insertAdjacentHTML('beforeend', '<a href="https://elsewhere.example/report">a report</a>');
              return getComputedStyle(p.lastElementChild, '::after').content;
            }
            """);
        Assert.Contains("https://elsewhere.example/report", printed, StringComparison.Ordinal);
        // Dark screens must not make dark paper.
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        Assert.Contains(
            await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"),
            new[] { "rgb(255, 255, 255)", "rgba(0, 0, 0, 0)" });
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task An_open_list_of_choices_stays_within_the_page(int width)
    {
        await using var window = await sample.OpenAsync(width, script: false);
        var page = await window.NewPageAsync();
        await page.GotoAsync("/");
        foreach (var facet in await page.Locator("details.facet > summary").AllAsync())
        {
            await facet.ClickAsync();
            Assert.Empty(await page.EvaluateAsync<string[]>(Check));
            var list = await page.Locator("details.facet[open] fieldset").BoundingBoxAsync();
            Assert.InRange(list!.X, 0, width - list.Width);
            // Lists of one name close each other, without a script too.
            Assert.Equal(1, await page.Locator("details.facet[open]").CountAsync());
        }
    }

    /// <summary>What the browser complains of, and every request that leaves the host.</summary>
    private ConcurrentQueue<string> Watch(IPage page)
    {
        var seen = new ConcurrentQueue<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                seen.Enqueue($"console: {message.Text}");
        };
        page.PageError += (_, error) => seen.Enqueue($"error: {error}");
        page.RequestFailed += (_, request) => seen.Enqueue($"failed: {request.Url}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(sample.Address + "/", StringComparison.Ordinal))
                seen.Enqueue($"outside: {request.Url}");
        };
        return seen;
    }
}
