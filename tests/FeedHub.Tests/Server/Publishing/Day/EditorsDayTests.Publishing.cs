using System.Text.Json;
using FeedHub.Origin;

namespace FeedHub.Tests.Server.Publishing.Day;

/// <summary>The first import, and what an editor publishes and mends.</summary>
public sealed partial class EditorsDayTests
{
    private static readonly string[] Hidden =
        ["Behind a password", "For the desk only", "Not before its hour", "Half a thought", "Waiting for the chief", "About the institute"];

    /// <summary>The IDs that readers of the site's own feeds have had since the morning, by the feed's path.</summary>
    private readonly Dictionary<string, IReadOnlyList<string>> known = [];

    private WordPressPostText ferry = null!;
    private WordPressPostText quay = null!;

    private async Task PublishAsync()
    {
        await StepAsync(
            "FeedHub starts on 12 public posts, and on one each that is behind a password, private, scheduled, draft, pending, and a page",
            async () =>
            {
                string[] statuses = ["publish", "private", "future", "draft", "pending"];
                foreach (var (n, status) in statuses.Index())
                {
                    var post = DayPosts.About($"SECRET {n}", 1090 + n, InstitutePosts.First.AddDays(1));
                    WordPress.Publish(post with { Title = Hidden[n], Status = status, Protected = status == "publish" });
                }
                Institute.Origin.Put("/about/", OriginDocument.Of($"<h1>{Hidden[^1]}</h1><p>SECRET page</p>", "text/html"));
                WordPress.FeedLength = 500;
                foreach (var path in new[] { "/feed/", WordPress.Category })
                    known[path] = await InstituteDay.ReadAsync(Institute.Origin.Url(path));
                WordPress.FeedLength = 10;
                await Institute.FollowAsync(WordPress.Api);
                await day.UntilAsync(async () => (await day.ItemsAsync()).Count == InstituteDay.Posts);
            });
        await StepAsync(
            "the posts that are not public are looked for in pages, feeds, embed and sitemap of both series", async () =>
            {
                await day.UntilAsync(async () => (await day.ItemsAsync("category")).Count >= 9);
                foreach (var series in new[] { "weekly", "category" })
                {
                    foreach (var words in (string[])[.. Hidden, "SECRET", "password protected"])
                        Assert.Equal((words, 0), (words, (await day.WhereAsync(words, series)).Count));
                }
            });
        await StepAsync("the posts of the archive are numbered in the order of their dates", () =>
        {
            Assert.All(Enumerable.Range(1, InstituteDay.Posts), n => Assert.Equal(n, Institute.Find(n)!.Issue));
            return Task.CompletedTask;
        });
        await StepAsync("the hook of docs/publishing.md is pasted, and an editor presses Publish", async () =>
        {
            ferry = DayPosts.About("the ferry", 1101, Now);
            await day.PressAsync(ferry);
            await day.VisibleAsync(ferry, "road to the ferry was");
        });
        await MendAsync();
        await StepAsync("two posts come out in one second; the hook does not wait", async () =>
        {
            var twins = new[] { 1, 2 }.Select(n => DayPosts.About($"twin {n}", 1102 + n, InstitutePosts.First.AddHours(n))).ToArray();
            await day.PressAsync(twins);
            foreach (var twin in twins)
                await day.VisibleAsync(twin, "road to twin");
        });
        await StepAsync("50 posts come out in one run", async () =>
        {
            var many = Enumerable.Range(1, 50)
                .Select(n => DayPosts.About($"bulk {n}", 1200 + n, InstitutePosts.First.AddDays(1).AddHours(n))).ToArray();
            await day.PressAsync(many);
            await day.UntilAsync(async () => many.Select(p => WordPress.Guid(p.Number)).All((await day.ItemsAsync()).ContainsKey));
        });
        await StepAsync("a scheduled post's hour comes, and WordPress' cron brings it out", async () =>
        {
            var post = DayPosts.About("the hour", 1105, Now.AddSeconds(6));
            await day.PressAsync(post with { Status = "future" });
            await day.PollAsync();
            Assert.Null(await day.ItemAsync(post));
            Institute.Clock.Advance(TimeSpan.FromSeconds(6));
            await day.PressAsync(post);
            await day.VisibleAsync(post, "road to the hour was");
        });
    }

    /// <summary>What changes in a post that is public, with and without another time of saving.</summary>
    private async Task MendAsync()
    {
        JsonElement before = default;
        await StepAsync("a typo is mended", async () =>
        {
            before = (await day.ItemAsync(ferry))!.Value;
            ferry = ferry.With("two lanes", "three lanes");
            await day.PressAsync(ferry);
            var after = await day.VisibleAsync(ferry, "three lanes");
            foreach (var kept in new[] { "id", "url", "date_published" })
                Assert.Equal(before.GetProperty(kept).GetString(), after.GetProperty(kept).GetString());
        });
        await StepAsync("the post gets another title", async () =>
        {
            ferry = ferry with { Title = "A ferry to the other shore" };
            await day.PressAsync(ferry);
            var after = await day.VisibleAsync(ferry, "other shore");
            Assert.Equal(before.GetProperty("url").GetString(), after.GetProperty("url").GetString());
        });
        await StepAsync("the post gets another slug", async () =>
        {
            ferry = ferry with { Slug = "the-other-shore" };
            await day.PressAsync(ferry);
            await day.UntilAsync(async () => Canonical((await day.ItemAsync(ferry))!.Value) == WordPress.Link(ferry));
            Assert.Equal(before.GetProperty("url").GetString(), (await day.ItemAsync(ferry))!.Value.GetProperty("url").GetString());
        });
        await StepAsync("the post gets another date", async () =>
        {
            ferry = ferry with { Published = ferry.Published.AddDays(-3) };
            await day.PressAsync(ferry);
            await day.UntilAsync(async () =>
                (await day.ItemAsync(ferry))!.Value.GetProperty("date_published").GetDateTimeOffset() == ferry.Published);
        });
        await StepAsync("a script saves a post and gives it tags and a picture just after; the next poll", async () =>
        {
            quay = DayPosts.About("the quay", 1102, Now) with { Modified = Now };
            await day.PressAsync(quay);
            await day.VisibleAsync(quay, "road to the quay was");
            // No hook, and not another time of saving.
            quay = quay with { Tags = ["Georgia", "Transport"], Picture = InstitutePosts.Picture };
            WordPress.Publish(quay);
            await day.PollAsync();
            await day.UntilAsync(async () =>
                (await day.ItemAsync(quay)) is { } item && Tags(item).Contains("GE") && item.TryGetProperty("image", out _));
        });
        await StepAsync("an author is renamed; the next poll", async () =>
        {
            foreach (var author in new[] { "Desk", "The desk", "Leyla Testova" })
                WordPress.Rename(author, "Leyla Testova-Smith");
            await day.PollAsync();
            await day.UntilAsync(async () => (await day.ItemsAsync()).Values.All(i =>
                i.GetProperty("authors")[0].GetProperty("name").GetString() == "Leyla Testova-Smith"));
        });
        await StepAsync("a tag is renamed; the next poll", async () =>
        {
            WordPress.Rename("Georgia", "Armenia");
            await day.PollAsync();
            await day.UntilAsync(async () => Tags((await day.ItemAsync(quay))!.Value).Contains("AM"));
        });
    }

    private static string? Canonical(JsonElement item) => item.GetProperty("_feedhub").GetProperty("canonical_url").GetString();

    private static IReadOnlyList<string?> Tags(JsonElement item) =>
        item.TryGetProperty("tags", out var tags) ? [.. tags.EnumerateArray().Select(t => t.GetString())] : [];
}
