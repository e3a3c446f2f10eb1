using FeedHub.Origin;
using FeedHub.Tests.Server.Commands;
using FeedHub.Tests.Server.Configuration;

namespace FeedHub.Tests.Server.Publishing;

/// <summary><c>feedhub import</c>: one page, one file, a whole archive.</summary>
public sealed class ImportCommandTests : IAsyncLifetime
{
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private FeedOrigin origin = null!;
    private WordPress wordpress = null!;

    public async ValueTask InitializeAsync()
    {
        config.Write("site.yaml", TemporaryConfig.Site + "fetching: { host_spacing: 0s }\n");
        origin = await FeedOrigin.StartAsync(new FeedOriginOptions());
        origin.Put(InstitutePosts.Picture, OriginDocument.Of(InstitutePosts.Png, "image/png", InstitutePosts.First));
        wordpress = new WordPress(origin);
        foreach (var n in Enumerable.Range(1, 12))
            wordpress.Publish(InstitutePosts.Post(n));
    }

    [Fact]
    public async Task A_page_becomes_a_brief_once_and_a_new_version_when_it_changes()
    {
        var url = origin.Url("/question-4/");
        Assert.Contains("1 new", (await RunAsync(url)).Output, StringComparison.Ordinal);
        var file = Path.Combine(data, "briefs", "weekly", "question-4.md");
        var text = await File.ReadAllTextAsync(file);
        Assert.StartsWith(
            $"---\nid: \"{wordpress.Guid(1004)}\"\ntitle: \"Question 4: who pays?\"\ndek: \"{InstitutePosts.Dek(4)}\"\npublished: "
                + $"2025-10-20T04:00:00Z\nauthors: [\"The desk\"]\n",
            text, StringComparison.Ordinal);
        Assert.EndsWith($"---\n{InstitutePosts.Markdown(4)}", text, StringComparison.Ordinal);
        var picture = Directory.EnumerateFiles(Path.Combine(data, "briefs", "weekly", "media")).Single();
        Assert.Equal(InstitutePosts.Png, await File.ReadAllBytesAsync(picture));
        Assert.Contains($"file: \"{Path.GetFileName(picture)}\"", text, StringComparison.Ordinal);
        Assert.Equal(0, (await FeedHubRun.OfAsync("check", "--config", config.Folder, "--data", data)).Code);

        Assert.Contains("1 unchanged", (await RunAsync(url)).Output, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(file));
        var post = InstitutePosts.Post(4);
        wordpress.Publish(post with { Content = post.Content.Replace("4 manat", "5 manat", StringComparison.Ordinal) });
        Assert.Contains("1 changed", (await RunAsync(url)).Output, StringComparison.Ordinal);
        Assert.Contains($"id: \"{wordpress.Guid(1004)}\"", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_is_asked_for_until_it_was_had_and_then_no_more()
    {
        const string Late = "/wp-content/uploads/late.png";
        wordpress.Publish(InstitutePosts.Post(4) with { Picture = Late });
        var url = origin.Url("/question-4/");
        var without = await RunAsync(url);
        Assert.Contains("1 new", without.Output, StringComparison.Ordinal);
        Assert.Contains($"question-4: left out: {origin.Url(Late)}", without.Error, StringComparison.Ordinal);
        var still = await RunAsync(url);
        Assert.Contains("1 unchanged", still.Output, StringComparison.Ordinal);
        Assert.Contains("left out", still.Error, StringComparison.Ordinal);

        origin.Put(Late, OriginDocument.Of(InstitutePosts.Png, "image/png", InstitutePosts.First));
        Assert.Contains("1 changed", (await RunAsync(url)).Output, StringComparison.Ordinal);
        var file = Path.Combine(data, "briefs", "weekly", "question-4.md");
        Assert.Contains("\nimage:\n", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.Contains("1 unchanged", (await RunAsync(url)).Output, StringComparison.Ordinal);
        Assert.Equal(3, origin.Requests.Count(r => r.Path == Late));

        // Where an editor has had a say too.
        await File.AppendAllTextAsync(file, "More.\n");
        wordpress.Publish(InstitutePosts.Post(4) with { Picture = "/none.png" });
        var proposed = await RunAsync(url);
        Assert.Contains("1 to decide", proposed.Output, StringComparison.Ordinal);
        Assert.Contains($"question-4: left out: {origin.Url("/none.png")}", proposed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_text_asks_for_its_date()
    {
        var text = Path.Combine(config.Folder, "page.txt");
        await File.WriteAllTextAsync(
            text,
            "A title\n\nThis week's brief examines a thing.\n\nBy Desk | November 16, 2026\n\nText of it.\n\nWhat we are watching\n\nIce: "
                + "none.\n");
        var undated = await RunAsync(text);
        Assert.Equal(1, undated.Code);
        Assert.Contains("give the date with --published", undated.Error, StringComparison.Ordinal);
        Assert.Contains("“November 16, 2026”", undated.Error, StringComparison.Ordinal);
        Assert.Contains("1 new", (await RunAsync(text, "--published", "2026-11-16")).Output, StringComparison.Ordinal);
        Assert.Contains(
            "published: 2026-11-16T00:00:00Z", await File.ReadAllTextAsync(Path.Combine(data, "briefs", "weekly", "a-title.md")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_comes_whole_by_the_api_a_paged_feed_or_a_sitemap()
    {
        Assert.Contains("12 new", (await RunAsync("--archive", wordpress.FeedAddress)).Output, StringComparison.Ordinal);
        Assert.Contains("12 unchanged", (await RunAsync("--archive", wordpress.Api)).Output, StringComparison.Ordinal);
        var map = Path.Combine(config.Folder, "sitemap.xml");
        await File.WriteAllTextAsync(map, $"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{string.Concat(Enumerable.Range(1, 12).Select(n => $"<url><loc>{origin.Url($"/question-{n}/")}</loc></url>"))}</urlset>");
        Assert.Matches("^(question-[^\n]*\n)*0 new, ", (await RunAsync("--archive", map)).Output);
        var none = await RunAsync("--archive", origin.Url("/question-1/"));
        Assert.Equal(
            (1, $"feedhub: {origin.Url("/question-1/")} is neither a feed nor a sitemap nor a WordPress list of posts: an HTML page titled "
                + "“Question 1: who pays? – Desk”, not a feed.\n"),
            (none.Code, none.Error));
    }

    [Fact]
    public async Task A_mark_or_a_notice_of_PHP_before_posts_is_passed_over_and_the_notice_is_told()
    {
        wordpress.BeforeJson = "\uFEFF";
        var marked = await RunAsync("--archive", wordpress.Api);
        Assert.Contains("12 new", marked.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("passed over", marked.Error, StringComparison.Ordinal);

        wordpress.BeforeJson = "\nWarning: Array [0] to string conversion in /x.php on line 3\n";
        const string Told = "passed over: before the JSON stands “Warning: Array [0] to string conversion in /x.php on line 3”";
        var noisy = await RunAsync("--archive", wordpress.Api);
        Assert.Contains("12 unchanged", noisy.Output, StringComparison.Ordinal);
        Assert.Contains($"{wordpress.Api}: {Told}", noisy.Error, StringComparison.Ordinal);
        var one = await RunAsync($"{wordpress.Api}?include=1004&_embed=1");
        Assert.Contains("1 unchanged", one.Output, StringComparison.Ordinal);
        Assert.Contains($"question-4: {Told}", one.Error, StringComparison.Ordinal);

        origin.Put("/wp-json/wp/v2/posts", _ => OriginDocument.Of("[{\"id\":1004,\"slug\":", "application/json"));
        var broken = await RunAsync("--archive", wordpress.Api);
        Assert.Equal(1, broken.Code);
        Assert.Contains("its JSON is cut off or invalid at line 1", broken.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_brief_has_no_form_for_is_told_with_its_post_and_element()
    {
        var post = InstitutePosts.Post(4);
        wordpress.Publish(post with { Content = post.Content + "<ol reversed><li>two</li><li>one</li></ol><math><mi>E</mi></math>" });
        const string Told = "question-4: passed over: <ol> (“twoone”): its numbers count down; they count up now\n"
            + "question-4: passed over: <math>: a formula has no form in a brief\n";
        Assert.Contains(Told, (await RunAsync("--archive", wordpress.Api)).Error, StringComparison.Ordinal);
        Assert.Contains(Told, (await RunAsync($"{wordpress.Api}?include=1004&_embed=1")).Error, StringComparison.Ordinal);
        Assert.Contains(Told, (await RunAsync(origin.Url("/question-4/"))).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_imported_is_said()
    {
        Assert.Equal(2, (await RunAsync()).Code);
        Assert.Equal(2, (await RunAsync("no-such-file")).Code);
        Assert.Contains("HTTP 404", (await RunAsync(origin.Url("/none"))).Error, StringComparison.Ordinal);
        Assert.Contains(
            "not a date", (await RunAsync(origin.Url("/question-1/"), "--published", "yesterday")).Error, StringComparison.Ordinal);
        var series = await FeedHubRun.OfAsync(
            "import", origin.Url("/question-1/"), "--series", "other", "--config", config.Folder, "--data", data);
        Assert.Contains("There is no series 'other'; the series in feeds-config are: weekly.", series.Error, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await origin.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private Task<FeedHubRun> RunAsync(params string[] args) =>
        FeedHubRun.OfAsync(
            ["import", .. args, "--series", "weekly", "--config", config.Folder, "--data", data, "--allow-network", "127.0.0.0/8"]);
}
