using System.Net;
using FeedHub.Origin;

namespace FeedHub.Tests.Server.Publishing.Day;

/// <summary>A restart, moving in, and what happens to the site itself.</summary>
public sealed partial class EditorsDayTests
{
    private async Task MoveInAsync()
    {
        await StepAsync("FeedHub is stopped, a post is published, FeedHub is started again", async () =>
        {
            var before = await Institute.Hub.Client.GetByteArrayAsync("/series/category/feed.atom");
            var post = DayPosts.About("the night", 1140, Now);
            await Institute.RestartAsync(() => WordPress.Publish(post));
            Assert.Equal(before, await Institute.Hub.Client.GetByteArrayAsync("/series/category/feed.atom"));
            await day.VisibleAsync(post, "road to the night was");
            editor = await Institute.EditorAsync("Aysel");
        });
        await StepAsync(
            "/feed/ and /category/brief/feed/ redirect here (301); readers that have followed since the morning",
            () => MoveAsync("", 1141, 500));
        await StepAsync(
            "/feed/ and /category/brief/feed/ redirect to ?limit=10 here (301); readers that came this week and know the ten newest",
            () =>
            {
                known.Clear();
                return MoveAsync("?limit=10", 1142, 10);
            });
    }

    private async Task MendTheSiteAsync()
    {
        await StepAsync(
            "maintenance: WordPress answers 503 with Retry-After: 600; then it is over, and an editor publishes", async () =>
            {
                var before = (await day.ItemsAsync()).Keys.Order();
                WordPress.Instead = () => OriginDocument.Of("Briefly unavailable for scheduled maintenance.", "text/html") with
                {
                    Status = (int)HttpStatusCode.ServiceUnavailable,
                    Headers = new Dictionary<string, string> { ["Retry-After"] = "600" },
                };
                Institute.Clock.Advance(TimeSpan.FromSeconds(2));
                using (var closed = await Institute.AskAsync())
                    Assert.Equal(HttpStatusCode.BadGateway, closed.StatusCode);
                Assert.Equal(before, (await day.ItemsAsync()).Keys.Order());
                Assert.Equal(HttpStatusCode.OK, await day.StatusAsync("/series/weekly"));
                WordPress.Instead = null;
                var post = DayPosts.About("the works", 1143, Now);
                await day.PressAsync(post);
                await day.VisibleAsync(post, "road to the works was");
            });
        await StepAsync("a plugin puts a notice of PHP before the JSON", async () =>
        {
            WordPress.BeforeJson = "<br />\n<b>Notice</b>:  Undefined index: x in <b>/x.php</b> on line <b>3</b><br />\n";
            var post = DayPosts.About("the notice", 1144, Now);
            WordPress.Publish(post);
            Assert.Contains("Undefined index", (await day.PollAsync()).GetProperty("notes").ToString(), StringComparison.Ordinal);
            await day.VisibleAsync(post, "road to the notice was");
            WordPress.BeforeJson = "";
        });
        await StepAsync("the category's feed is followed, and a post dated back by three weeks is published in it", async () =>
        {
            WordPress.FeedLength = 500;
            var post = DayPosts.About("the past", 1145, Now.AddDays(-21));
            WordPress.Publish(post);
            await day.PollAsync("category");
            await day.VisibleAsync(post, "road to the past was", "category");
        });
    }

    /// <summary>
    /// Readers fetch the site's feeds; then these redirect here, and a post comes out. Readers see that one as new and nothing else.
    /// </summary>
    private async Task MoveAsync(string query, int number, int length)
    {
        (string Path, string Series)[] feeds = [("/feed/", "weekly"), (WordPress.Category, "category")];
        // A feed that leads back to us cannot be followed; the API can.
        day.FollowCategory(WordPress.Api + "?categories=7");
        await day.UntilAsync(async () => (await day.ItemsAsync()).Keys.All((await day.ItemsAsync("category")).ContainsKey));
        WordPress.FeedLength = length;
        foreach (var (path, series) in feeds)
        {
            known[path] = [.. known.GetValueOrDefault(path, []), .. await InstituteDay.ReadAsync(Institute.Origin.Url(path))];
            var ours = new Uri(Institute.Hub.Client.BaseAddress!, $"/series/{series}/feed.rss{query}").ToString();
            Institute.Origin.Put(path, OriginDocument.Of("", "text/html") with
            {
                Status = (int)HttpStatusCode.MovedPermanently,
                Headers = new Dictionary<string, string> { ["Location"] = ours },
            });
            Assert.Empty((await InstituteDay.ReadAsync(Institute.Origin.Url(path))).Except(known[path]));
        }
        var post = DayPosts.About($"move {number}", number, Now);
        await day.PressAsync(post);
        await day.PollAsync("category");
        foreach (var (path, series) in feeds)
        {
            await day.VisibleAsync(post, "road to move", series);
            Assert.Equal(
                [WordPress.Guid(number)], (await InstituteDay.ReadAsync(Institute.Origin.Url(path))).Except(known[path]));
            Institute.Origin.Put(path, _ => WordPress.FeedDocument());
        }
        WordPress.FeedLength = 10;
        day.FollowCategory(Institute.Origin.Url(WordPress.Category));
    }
}
