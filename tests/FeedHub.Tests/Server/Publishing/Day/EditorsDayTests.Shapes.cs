using FeedHub.Origin;

namespace FeedHub.Tests.Server.Publishing.Day;

/// <summary>What the form of the words says, and the languages that they are in.</summary>
public sealed partial class EditorsDayTests
{
    private async Task ShapeAsync()
    {
        var page = "";
        await StepAsync("a post with every kind of block is published", async () =>
        {
            string[] views = ["north", "east", "south"];
            var figures = views.Index().Select(view =>
            {
                var path = $"/wp-content/uploads/view-{view.Item}.png";
                byte[] picture = [.. InstitutePosts.Png, (byte)view.Index];
                Institute.Origin.Put(path, OriginDocument.Of(picture, "image/png", InstitutePosts.First));
                return $"""
                    <figure class="wp-block-image"><img src="{Institute.Origin.Url(path)}" alt="View {view.Item}"><figcaption>The view from {view.Item}</figcaption></figure>
                    """;
            });
            var post = DayPosts.About("the port", 1110, Now.AddDays(-4), DayPosts.Shapes(figures), DayPosts.Notes);
            await day.PressAsync(post);
            page = await Institute.Hub.Client.GetStringAsync(InstituteDay.PageOf(await day.VisibleAsync(post, "road to the port was")));
        });
        await StepAsync("… raised, lowered, deleted and inserted words, and code", () => ShowsAsync(
            page, "10<sup>9</sup>", "CO<sub>2</sub>", "<del>two</del>", "<ins>three</ins>", "<code>make all</code>"));
        await StepAsync(
            "… a table with a cell over two rows, and its caption",
            () => ShowsAsync(page, @"<td[^>]*rowspan=""2""[^>]*>\s*Baku", "Freight by year"));
        await StepAsync("… a gallery of three pictures with captions", async () =>
        {
            await ShowsAsync(page, "The view from north", "The view from east", "The view from south", "Three views");
            var pictures = System.Text.RegularExpressions.Regex.Matches(page, @"<img[^>]*src=""/series/weekly/media/[^""]+""[^>]*>");
            Assert.Equal(3, pictures.Count);
            Assert.All(pictures.Select(p => p.Value), p => Assert.Matches("width=.*height=|height=.*width=", p));
        });
        await StepAsync("… buttons, a file and a recording", async () =>
        {
            await ShowsAsync(
                page, @"<a[^>]*href=""https://data.institute.example/set""[^>]*>Get the data</a>",
                @"<a[^>]*href=""https://institute.example/brief.pdf""[^>]*>The brief as PDF</a>",
                @"<a[^>]*href=""https://institute.example/episode-14.mp3""[^>]*>[^<]+</a>");
            Assert.DoesNotContain(">Download<", page, StringComparison.Ordinal);
        });
        await StepAsync("… a list that begins with 3", () => ShowsAsync(page, @"<ol start=""3"">"));
        await StepAsync("… a footnote", async () =>
        {
            var mark = System.Text.RegularExpressions.Regex.Match(page, @"<a[^>]*href=""#([^""]+)""[^>]*>1</a>");
            Assert.True(mark.Success, "no mark leads to a note");
            await ShowsAsync(page, $"id=\"{mark.Groups[1].Value}\"", "Says the port");
        });
    }

    private async Task TranslateAsync()
    {
        foreach (var (index, (code, name, words)) in DayPosts.Languages.Index())
        {
            await StepAsync($"a post in {name}, with its own names for the sections", async () =>
            {
                var post = DayPosts.In(code, 1120 + index, Now.AddDays(-5));
                await day.PressAsync(post);
                var item = await day.VisibleAsync(post, words[2][..20]);
                Assert.Equal(code, item.GetProperty("language").GetString());
                await ShowsAsync(
                    await Institute.Hub.Client.GetStringAsync(InstituteDay.PageOf(item)),
                    $"<article lang=\"{code}\"", "<section class=\"watching\"", "<section class=\"whyitmatters\"", "class=\"item\"");
                await ShowsAsync(await Institute.Hub.Client.GetStringAsync("/series/weekly"), $"/series/weekly/languages/{code}");
            });
        }
        await StepAsync("a post with the tags Azərbaycan, Россия and Հայաստան", async () =>
        {
            var post = DayPosts.About("three neighbours", 1130, Now.AddDays(-4));
            await day.PressAsync(post);
            await day.VisibleAsync(post, "three neighbours");
            WordPress.Publish(post with { Modified = Now, Tags = ["Azərbaycan", "Россия", "Հայաստան"] });
            await day.PollAsync();
            await day.UntilAsync(async () => ((string[])["AZ", "RU", "AM"]).All(Tags((await day.ItemAsync(post))!.Value).Contains));
        });
        await StepAsync("a post and its translation name each other, as Polylang lists them", async () =>
        {
            var numbers = new Dictionary<string, int> { ["en"] = 1131, ["az"] = 1132 };
            var english = DayPosts.About("the border", 1131, Now.AddDays(-4)) with { Language = "en", Translations = numbers };
            var ours = DayPosts.In("az", 1132, Now.AddDays(-4)) with { Slug = "serhed", Language = "az", Translations = numbers };
            await day.PressAsync(english, ours);
            foreach (var (post, other) in new[] { (english, "az"), (ours, "en") })
            {
                var item = await day.VisibleAsync(post, post.Title);
                await day.UntilAsync(async () => (await Institute.Hub.Client.GetStringAsync(InstituteDay.PageOf(item)))
                    .Contains($"hreflang=\"{other}\" href=\"https://hub.example/series/weekly/", StringComparison.Ordinal));
            }
        });
    }

    private static Task ShowsAsync(string page, params string[] patterns)
    {
        Assert.All(patterns, pattern => Assert.Matches(pattern, page));
        return Task.CompletedTask;
    }
}
