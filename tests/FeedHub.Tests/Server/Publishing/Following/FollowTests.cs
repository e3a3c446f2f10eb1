using System.Net;
using System.Text.Json;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Following;
using FeedHub.Origin;
using FeedHub.Storage.Briefs;
using FeedHub.Storage.Sqlite;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server.Publishing.Following;

/// <summary>A series that follows its institute's WordPress, from end to end.</summary>
public sealed class FollowTests : IAsyncLifetime
{
    private const int Posts = 60;
    private FollowedInstitute institute = null!;

    public async ValueTask InitializeAsync() => institute = await FollowedInstitute.OpenAsync(Posts);

    [Fact]
    public async Task Sixty_posts_become_sixty_exact_briefs_and_what_changes_comes_through()
    {
        await institute.FollowAsync(institute.WordPress.Api);
        await institute.WaitAsync(s => s.Briefs.Count == Posts);
        foreach (var n in Enumerable.Range(1, Posts))
        {
            var (brief, post) = (institute.Find(n)!, InstitutePosts.Post(n));
            Assert.Equal(
                (institute.WordPress.Guid(post.Number), post.Title, InstitutePosts.Dek(n), post.Published),
                (brief.Id, brief.Title, brief.Dek, brief.Published));
            Assert.Equal((institute.WordPress.Link(post), post.Author), (brief.CanonicalUrl, brief.Authors.Single().Name));
            Assert.Equal(["AZ", "transport"], [.. brief.Regions, .. brief.Topics]);
            Assert.Equal([institute.Origin.Url($"/question-{n - 1}/")], brief.Related.Select(r => r.Target));
            Assert.Equal(["The toll", "Ice"], brief.Sections.Single(s => s.Kind == BriefSectionKind.Watching).Items.Select(i => i.Label));
            Assert.Equal<(string?, string?)>(
                n % 4 == 0 ? ("A drawing", "Drawing: the desk") : (null, null), (brief.Image?.Alt, brief.Image?.Credit));
            Assert.Equal(InstitutePosts.Markdown(n), (await File.ReadAllTextAsync(institute.FileOf(n))).Split("---\n", 3)[2]);
        }

        var before = Files();
        var nothing = await institute.PollAsync();
        Assert.Equal((Posts, 0), (nothing.GetProperty("unchanged").GetInt32(), nothing.GetProperty("changed").GetArrayLength()));
        Assert.Equal(before, Files());

        var (edited, saved) = (InstitutePosts.Post(7), institute.Clock.GetUtcNow());
        institute.WordPress.Publish(
            edited with { Content = edited.Content.Replace("7 manat", "9 manat", StringComparison.Ordinal), Modified = saved });
        institute.WordPress.Delete(1008);
        institute.WordPress.Publish(InstitutePosts.Post(Posts + 1));
        var poll = await institute.PollAsync();
        Assert.Equal(("question-61", "question-7", "question-8"), (One(poll, "new"), One(poll, "changed"), One(poll, "gone")));
        // The site says itself that there is no such post, so this is a proposal at once; never more than that.
        Assert.Equal("question-8", One(poll, "proposed"));
        await institute.WaitAsync(
            s =>
                s.Briefs.Count == Posts + 1
                    && institute.Find(7)!.Sections.SelectMany(x => x.Items).Any(i => i.Html.Contains("9 manat", StringComparison.Ordinal)));
        Assert.Equal(
            (institute.WordPress.Guid(1007), saved.ToUnixTimeSeconds()),
            (institute.Find(7)!.Id, institute.Find(7)!.Updated.ToUnixTimeSeconds()));
        var versions = institute.Hub.Services.GetRequiredService<IBriefStore>();
        Assert.Equal(2, (await versions.VersionsAsync("weekly", "question-7", default)).Count);

        Assert.Equal(HttpStatusCode.OK, (await institute.Hub.Client.GetAsync("/series/weekly/question-8")).StatusCode);
        Assert.Contains(
            "weekly/question-8: its post is gone; withdraw the brief?", (await institute.RunAsync("brief", "list")).Output,
            StringComparison.Ordinal);
        Assert.Equal(0, (await institute.RunAsync("brief", "accept", "weekly/question-8", "--note", "Taken back.")).Code);
        await institute.WaitAsync(s => s.Briefs.Single(b => b.Slug == "question-8").Status == BriefStatus.Withdrawn);
        Assert.Equal(HttpStatusCode.Gone, (await institute.Hub.Client.GetAsync("/series/weekly/question-8")).StatusCode);
        Assert.Contains("Taken back.", await institute.Hub.Client.GetStringAsync("/series/weekly/feed.atom"), StringComparison.Ordinal);
        Assert.Contains("deleted-entry", await institute.Hub.Client.GetStringAsync("/series/weekly/feed.atom"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_the_configuration_wins_until_an_editor_accepts_the_change()
    {
        institute.Config.Write(
            "series/weekly/briefs/question-3.md", TemporaryConfig.Brief.Replace("Text.", "Our own words.", StringComparison.Ordinal));
        await institute.FollowAsync(institute.WordPress.Api);
        await institute.WaitAsync(s => s.Briefs.Count == Posts);
        Assert.Contains("Our own words.", institute.Find(3)!.Sections.Single().Html, StringComparison.Ordinal);
        Assert.DoesNotContain("post has changed", (await institute.RunAsync("brief", "list")).Output, StringComparison.Ordinal);
        var id = institute.Find(3)!.Id;

        var post = InstitutePosts.Post(3);
        institute.WordPress.Publish(post with { Title = "Another title", Modified = institute.Clock.GetUtcNow() });
        Assert.Equal("question-3", One(await institute.PollAsync(), "proposed"));
        var list = (await institute.RunAsync("brief", "list")).Output;
        Assert.Contains("weekly/question-3: its post has changed", list, StringComparison.Ordinal);
        Assert.Contains("+ title: \"Another title\"", list, StringComparison.Ordinal);
        Assert.Contains("- Our own words.", list, StringComparison.Ordinal);

        Assert.Equal(0, (await institute.RunAsync("brief", "reject", "weekly/question-3")).Code);
        Assert.Equal(1, (await institute.RunAsync("brief", "accept", "weekly/question-3")).Code);
        institute.WordPress.Publish(post with { Title = "A third title", Modified = institute.Clock.GetUtcNow().AddSeconds(1) });
        await institute.PollAsync();
        Assert.Equal(0, (await institute.RunAsync("brief", "accept", "weekly/question-3")).Code);
        await institute.WaitAsync(_ => institute.Find(3)?.Title == "A third title");
        Assert.Equal(("tag:hub.example,2026:series/weekly/question-3", id), (id, institute.Find(3)!.Id));

        institute.Config.Write("series/weekly/briefs/question-3.md", TemporaryConfig.Brief.Replace("Text.", "Our own words, again.",
            StringComparison.Ordinal));
        await institute.WaitAsync(_ => institute.Find(3)!.Sections.Any(s => s.Html.Contains("again", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_post_known_by_its_address_that_comes_back_changed_is_known_as_it_is_now()
    {
        var post = InstitutePosts.Post(3);
        using (var database = new SqliteDatabase(institute.Data))
        {
            database.Migrate();
            var before = new FollowedPost
            {
                Series = "weekly",
                Key = new PostKey.Identifier(institute.WordPress.Link(post)),
                Slug = "question-3",
                Url = institute.WordPress.Link(post),
                Listing = new("before", null, PostListing.NoNames),
                Text = "before",
                Version = new("before", IsIncomplete: false),
                Decided = new("before", IsIncomplete: false),
                Absent = 1,
                AbsentSince = InstitutePosts.First,
            };
            await new FollowStore(database).KeepAsync([before], default);
        }
        await institute.FollowAsync(institute.WordPress.Api);
        await institute.WaitAsync(s => s.Briefs.Count == Posts);
        Assert.Equal(Posts, (await institute.PollAsync()).GetProperty("unchanged").GetInt32());
        var known = await institute.Hub.Services.GetRequiredService<IFollowStore>().PostsAsync("weekly", default);
        var now = known.Single(p => p.Slug == "question-3");
        Assert.Equal(new PostKey.Identifier(institute.WordPress.Link(post)), now.Key);
        Assert.Equal(("2025-10-13T04:00:00", 0, null), (now.Listing?.Stamp[..19], now.Absent, now.Proposal));
    }

    [Fact]
    public async Task A_feed_is_followed_and_a_post_that_leaves_it_is_asked_for_at_its_own_address()
    {
        // A category's feed has no list of posts that would be its own.
        await institute.FollowAsync(institute.Origin.Url(WordPress.Category));
        await institute.WaitAsync(s => s.Briefs.Count == 10);
        Assert.Equal((institute.WordPress.Guid(1060), InstitutePosts.Dek(60)), (institute.Find(60)!.Id, institute.Find(60)!.Dek));
        Assert.Equal(InstitutePosts.Markdown(60), (await File.ReadAllTextAsync(institute.FileOf(60))).Split("---\n", 3)[2]);

        institute.WordPress.Publish(InstitutePosts.Post(61));
        var left = await institute.PollAsync();
        Assert.Equal(("question-61", 0), (One(left, "new"), left.GetProperty("gone").GetArrayLength()));
        // It is newer than the oldest post of the feed, so it has not left by growing old.
        institute.WordPress.Delete(1058);
        Assert.Equal("question-58", One(await institute.PollAsync(), "proposed"));
        // This one has grown old, so its page may be away for a moment, and is asked for a second time.
        institute.WordPress.Publish(InstitutePosts.Post(62));
        institute.WordPress.Publish(InstitutePosts.Post(63));
        institute.WordPress.Delete(1051);
        Assert.Contains("question-51", Names(await institute.PollAsync(), "gone"));
        Assert.DoesNotContain("question-51", Names(await institute.PollAsync(), "proposed"));
        institute.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Contains("question-51", Names(await institute.PollAsync(), "proposed"));
    }

    [Fact]
    public async Task A_mark_or_a_notice_of_PHP_before_the_posts_costs_none_and_the_notice_is_told()
    {
        institute.WordPress.BeforeJson = "\uFEFF";
        await institute.FollowAsync(institute.WordPress.Api);
        await institute.WaitAsync(s => s.Briefs.Count == Posts);

        institute.WordPress.BeforeJson = "<br />\n<b>Notice</b>:  Undefined index: x in <b>/x.php</b> on line <b>3</b><br />\n";
        institute.WordPress.Publish(InstitutePosts.Post(Posts + 1));
        var poll = await institute.PollAsync();
        Assert.Equal(("question-61", 0), (One(poll, "new"), poll.GetProperty("failed").GetArrayLength()));
        Assert.Contains(
            "Notice: Undefined index: x", poll.GetProperty("notes")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);

        institute.WordPress.Instead = () => OriginDocument.Of("<b>Fatal error</b>:  Uncaught Error in /x.php:3", "application/json");
        institute.Clock.Advance(TimeSpan.FromSeconds(6));
        using var failed = await institute.AskAsync();
        Assert.Equal(HttpStatusCode.BadGateway, failed.StatusCode);
        Assert.Contains("Fatal error: Uncaught Error in /x.php:3", await failed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poll_needs_an_editors_key_and_something_to_follow()
    {
        await institute.FollowAsync(institute.WordPress.Api);
        await institute.WaitAsync(s => s.Briefs.Count == Posts);
        using var without = await institute.Hub.Client.PostAsync("/api/v1/series/weekly/poll", null);
        await without.ProblemAsync(HttpStatusCode.Unauthorized);
        using var none = await institute.SendAsync(HttpMethod.Post, "/api/v1/series/none/poll");
        await none.ProblemAsync(HttpStatusCode.NotFound);
        foreach (var wait in new[] { "61", "-1", "soon" })
        {
            using var wrong = await institute.SendAsync(HttpMethod.Post, $"/api/v1/series/weekly/poll?wait={wait}");
            await wrong.ProblemAsync(HttpStatusCode.BadRequest);
        }
        institute.Clock.Advance(TimeSpan.FromSeconds(6));
        institute.Config.Write("series/weekly/series.yaml", TemporaryConfig.Series + $"follow: {institute.Origin.Url("/nothing")}\n");
        await institute.WaitAsync(s => s.Follow!.Url.EndsWith("/nothing", StringComparison.Ordinal));
        using var dead = await institute.AskAsync();
        await dead.ProblemAsync(HttpStatusCode.BadGateway);
    }

    [Fact]
    public async Task What_is_hostile_stays_in_its_folder_and_runs_nowhere()
    {
        var evil = InstitutePosts.Post(1) with
        {
            Slug = "..%2f..%2fetc%2fpasswd",
            Title = "Bad \"title\"\n---\nid: x",
            Picture = "/wp-content/uploads/evil.svg",
            Content =
                "<p>Text <script>alert(1)</script><img src=x onerror=alert(2)><a href='javascript:alert(3)'>link</a> "
                    + "&lt;script&gt;alert(4)&lt;/script&gt; and words enough for a body of its own.</p><p>More.</p>",
        };
        institute.Origin.Put(
            "/wp-content/uploads/evil.svg",
            OriginDocument.Of("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(5)</script></svg>", "image/png"));
        foreach (var n in Enumerable.Range(1, Posts))
            institute.WordPress.Delete(1000 + n);
        institute.WordPress.Publish(evil);
        await institute.FollowAsync(institute.WordPress.Api);
        await institute.WaitAsync(s => s.Briefs.Count == 1);
        var brief = institute.Series.Briefs.Single();
        Assert.Equal(("etc-passwd", "Bad \"title\" --- id: x", null), (brief.Slug, brief.Title, brief.Image));
        Assert.DoesNotContain("<script", brief.Sections[0].Html, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", brief.Sections[0].Html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(4)", brief.Sections[0].Html, StringComparison.Ordinal);
        Assert.Equal(
            [Path.Combine(institute.Data, "briefs", "weekly", "etc-passwd.md")],
            Directory.EnumerateFiles(Path.Combine(institute.Data, "briefs"), "*", SearchOption.AllDirectories));
    }

    public ValueTask DisposeAsync() => institute.DisposeAsync();

    private List<(string, DateTime)> Files() =>
        [.. Directory.EnumerateFiles(Path.Combine(institute.Data, "briefs"), "*", SearchOption.AllDirectories).Order()
            .Select(f => (f, File.GetLastWriteTimeUtc(f)))];

    private static IEnumerable<string> Names(JsonElement poll, string name) =>
        poll.GetProperty(name).EnumerateArray().Select(n => n.GetString()!);

    private static string One(JsonElement poll, string name) => poll.GetProperty(name).EnumerateArray().Single().GetString()!;
}
