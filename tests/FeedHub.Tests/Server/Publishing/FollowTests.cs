using System.Net;
using System.Text.Json;
using FeedHub.Core.Access;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Following;
using FeedHub.Origin;
using FeedHub.Server.Configuration;
using FeedHub.Storage.Briefs;
using FeedHub.Storage.Sqlite;
using FeedHub.Tests.Server.Commands;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Server.Publishing;

/// <summary>A series that follows its institute's WordPress, from end to end.</summary>
public sealed class FollowTests : IAsyncLifetime
{
    private const int Posts = 60;
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private readonly FakeTimeProvider clock = new(
        InstitutePosts.First.AddDays((7 * (Posts + 2)) + 1))
    { AutoAdvanceAmount = TimeSpan.Zero };
    private FeedOrigin origin = null!;
    private WordPress wordpress = null!;
    private RunningHub? hub;
    private string key = "";

    public async ValueTask InitializeAsync()
    {
        origin = await FeedOrigin.StartAsync(new FeedOriginOptions());
        origin.Put(InstitutePosts.Picture, OriginDocument.Of(InstitutePosts.Png, "image/png", InstitutePosts.First));
        wordpress = new WordPress(origin);
        config.Delete("sources/alpha.yaml");
        config.Delete("series/weekly/briefs/first.md");
        config.Write("site.yaml", TemporaryConfig.Site + "fetching: { host_spacing: 0s }\n");
        foreach (var n in Enumerable.Range(1, Posts))
            wordpress.Publish(InstitutePosts.Post(n));
    }

    [Fact]
    public async Task Sixty_posts_become_sixty_exact_briefs_and_what_changes_comes_through()
    {
        await FollowAsync(wordpress.Api);
        await WaitAsync(s => s.Briefs.Count == Posts);
        foreach (var n in Enumerable.Range(1, Posts))
        {
            var (brief, post) = (Find(n)!, InstitutePosts.Post(n));
            Assert.Equal(
                (wordpress.Guid(post.Number), post.Title, InstitutePosts.Dek(n), post.Published),
                (brief.Id, brief.Title, brief.Dek, brief.Published));
            Assert.Equal((wordpress.Link(post), post.Author), (brief.CanonicalUrl, brief.Authors.Single().Name));
            Assert.Equal(["AZ", "transport"], [.. brief.Regions, .. brief.Topics]);
            Assert.Equal([origin.Url($"/question-{n - 1}/")], brief.Related);
            Assert.Equal(["The toll", "Ice"], brief.Sections.Single(s => s.Kind == BriefSectionKind.Watching).Items.Select(i => i.Label));
            Assert.Equal<(string?, string?)>(
                n % 4 == 0 ? ("A drawing", "Drawing: the desk") : (null, null), (brief.Image?.Alt, brief.Image?.Credit));
            Assert.Equal(InstitutePosts.Markdown(n), (await File.ReadAllTextAsync(FileOf(n))).Split("---\n", 3)[2]);
        }

        var before = Files();
        var nothing = await PollAsync();
        Assert.Equal((Posts, 0), (nothing.GetProperty("unchanged").GetInt32(), nothing.GetProperty("changed").GetArrayLength()));
        Assert.Equal(before, Files());

        var (edited, saved) = (InstitutePosts.Post(7), clock.GetUtcNow());
        wordpress.Publish(
            edited with { Content = edited.Content.Replace("7 manat", "9 manat", StringComparison.Ordinal), Modified = saved });
        wordpress.Delete(1008);
        wordpress.Publish(InstitutePosts.Post(Posts + 1));
        var poll = await PollAsync();
        Assert.Equal(("question-61", "question-7", "question-8"), (One(poll, "new"), One(poll, "changed"), One(poll, "gone")));
        await WaitAsync(
            s =>
                s.Briefs.Count == Posts + 1
                    && Find(7)!.Sections.SelectMany(x => x.Items).Any(i => i.Html.Contains("9 manat", StringComparison.Ordinal)));
        Assert.Equal((wordpress.Guid(1007), saved.ToUnixTimeSeconds()), (Find(7)!.Id, Find(7)!.Updated.ToUnixTimeSeconds()));
        Assert.Equal(2, (await hub!.Services.GetRequiredService<IBriefStore>().VersionsAsync("weekly", "question-7", default)).Count);

        // Seen absent once, and again too soon, it is nothing yet; after an hour it is a proposal; never more than that.
        Assert.Equal(0, (await PollAsync()).GetProperty("proposed").GetArrayLength());
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("question-8", One(await PollAsync(), "proposed"));
        Assert.Equal(HttpStatusCode.OK, (await hub.Client.GetAsync("/series/weekly/question-8")).StatusCode);
        Assert.Contains(
            "weekly/question-8: its post is gone; withdraw the brief?", (await RunAsync("brief", "list")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("brief", "accept", "weekly/question-8", "--note", "Taken back.")).Code);
        await WaitAsync(s => s.Briefs.Single(b => b.Slug == "question-8").Status == BriefStatus.Withdrawn);
        Assert.Equal(HttpStatusCode.Gone, (await hub.Client.GetAsync("/series/weekly/question-8")).StatusCode);
        Assert.Contains("Taken back.", await hub.Client.GetStringAsync("/series/weekly/feed.atom"), StringComparison.Ordinal);
        Assert.Contains("deleted-entry", await hub.Client.GetStringAsync("/series/weekly/feed.atom"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_the_configuration_wins_until_an_editor_accepts_the_change()
    {
        config.Write(
            "series/weekly/briefs/question-3.md", TemporaryConfig.Brief.Replace("Text.", "Our own words.", StringComparison.Ordinal));
        await FollowAsync(wordpress.Api);
        await WaitAsync(s => s.Briefs.Count == Posts);
        Assert.Contains("Our own words.", Find(3)!.Sections.Single().Html, StringComparison.Ordinal);
        Assert.DoesNotContain("post has changed", (await RunAsync("brief", "list")).Output, StringComparison.Ordinal);
        var id = Find(3)!.Id;

        var post = InstitutePosts.Post(3);
        wordpress.Publish(post with { Title = "Another title", Modified = clock.GetUtcNow() });
        Assert.Equal("question-3", One(await PollAsync(), "proposed"));
        var list = (await RunAsync("brief", "list")).Output;
        Assert.Contains("weekly/question-3: its post has changed", list, StringComparison.Ordinal);
        Assert.Contains("+ title: \"Another title\"", list, StringComparison.Ordinal);
        Assert.Contains("- Our own words.", list, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("brief", "reject", "weekly/question-3")).Code);
        Assert.Equal(1, (await RunAsync("brief", "accept", "weekly/question-3")).Code);
        wordpress.Publish(post with { Title = "A third title", Modified = clock.GetUtcNow().AddSeconds(1) });
        await PollAsync();
        Assert.Equal(0, (await RunAsync("brief", "accept", "weekly/question-3")).Code);
        await WaitAsync(_ => Find(3)?.Title == "A third title");
        Assert.Equal(("tag:hub.example,2026:series/weekly/question-3", id), (id, Find(3)!.Id));

        config.Write("series/weekly/briefs/question-3.md", TemporaryConfig.Brief.Replace("Text.", "Our own words, again.",
            StringComparison.Ordinal));
        await WaitAsync(_ => Find(3)!.Sections.Any(s => s.Html.Contains("again", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_post_known_by_its_address_that_comes_back_changed_is_known_as_it_is_now()
    {
        var post = InstitutePosts.Post(3);
        using (var database = new SqliteDatabase(data))
        {
            database.Migrate();
            var before = new FollowedPost
            {
                Series = "weekly",
                Key = new PostKey.Identifier(wordpress.Link(post)),
                Slug = "question-3",
                Url = wordpress.Link(post),
                Modified = "before",
                Text = "before",
                Version = new("before", IsIncomplete: false),
                Decided = new("before", IsIncomplete: false),
                Absent = 1,
                AbsentSince = InstitutePosts.First,
            };
            await new FollowStore(database).KeepAsync([before], default);
        }
        await FollowAsync(wordpress.Api);
        await WaitAsync(s => s.Briefs.Count == Posts);
        Assert.Equal(Posts, (await PollAsync()).GetProperty("unchanged").GetInt32());
        var known = await hub!.Services.GetRequiredService<IFollowStore>().PostsAsync("weekly", default);
        var now = known.Single(p => p.Slug == "question-3");
        Assert.Equal(new PostKey.Identifier(wordpress.Link(post)), now.Key);
        Assert.Equal(("2025-10-13T04:00:00", 0, null), (now.Modified, now.Absent, now.Proposal));
    }

    [Fact]
    public async Task A_feed_is_followed_and_a_post_that_leaves_it_is_asked_for_at_its_own_address()
    {
        // A category's feed has no list of posts that would be its own.
        origin.Put("/category/weekly/feed/", _ => OriginDocument.Of(Ask(wordpress.FeedAddress), "application/rss+xml"));
        await FollowAsync(origin.Url("/category/weekly/feed/"));
        await WaitAsync(s => s.Briefs.Count == 10);
        Assert.Equal((wordpress.Guid(1060), InstitutePosts.Dek(60)), (Find(60)!.Id, Find(60)!.Dek));
        Assert.Equal(InstitutePosts.Markdown(60), (await File.ReadAllTextAsync(FileOf(60))).Split("---\n", 3)[2]);

        wordpress.Publish(InstitutePosts.Post(61));
        var left = await PollAsync();
        Assert.Equal(("question-61", 0), (One(left, "new"), left.GetProperty("gone").GetArrayLength()));
        wordpress.Delete(1058);
        Assert.Equal("question-58", One(await PollAsync(), "gone"));
        clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal("question-58", One(await PollAsync(), "proposed"));
    }

    [Fact]
    public async Task A_mark_or_a_notice_of_PHP_before_the_posts_costs_none_and_the_notice_is_told()
    {
        wordpress.BeforeJson = "\uFEFF";
        await FollowAsync(wordpress.Api);
        await WaitAsync(s => s.Briefs.Count == Posts);

        wordpress.BeforeJson = "<br />\n<b>Notice</b>:  Undefined index: x in <b>/x.php</b> on line <b>3</b><br />\n";
        wordpress.Publish(InstitutePosts.Post(Posts + 1));
        var poll = await PollAsync();
        Assert.Equal(("question-61", 0), (One(poll, "new"), poll.GetProperty("failed").GetArrayLength()));
        Assert.Contains(
            "Notice: Undefined index: x", poll.GetProperty("notes")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);

        origin.Put("/wp-json/wp/v2/posts", _ => OriginDocument.Of("<b>Fatal error</b>:  Uncaught Error in /x.php:3", "application/json"));
        clock.Advance(TimeSpan.FromSeconds(6));
        using var failed = await SendAsync("/api/v1/series/weekly/poll");
        Assert.Equal(HttpStatusCode.BadGateway, failed.StatusCode);
        Assert.Contains("Fatal error: Uncaught Error in /x.php:3", await failed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poll_needs_an_editors_key_something_to_follow_and_a_moment_since_the_last()
    {
        await FollowAsync(wordpress.Api);
        await WaitAsync(s => s.Briefs.Count == Posts);
        using var without = await hub!.Client.PostAsync("/api/v1/series/weekly/poll", null);
        await without.ProblemAsync(HttpStatusCode.Unauthorized);
        using var none = await SendAsync("/api/v1/series/none/poll");
        await none.ProblemAsync(HttpStatusCode.NotFound);
        using var first = await SendAsync("/api/v1/series/weekly/poll");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var second = await SendAsync("/api/v1/series/weekly/poll");
        await second.ProblemAsync(HttpStatusCode.TooManyRequests);
        Assert.Equal("5", second.Header("Retry-After"));
        clock.Advance(TimeSpan.FromSeconds(6));
        config.Write("series/weekly/series.yaml", TemporaryConfig.Series + $"follow: {origin.Url("/nothing")}\n");
        await WaitAsync(s => s.Follow!.Url.EndsWith("/nothing", StringComparison.Ordinal));
        using var dead = await SendAsync("/api/v1/series/weekly/poll");
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
        origin.Put(
            "/wp-content/uploads/evil.svg",
            OriginDocument.Of("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(5)</script></svg>", "image/png"));
        foreach (var n in Enumerable.Range(1, Posts))
            wordpress.Delete(1000 + n);
        wordpress.Publish(evil);
        await FollowAsync(wordpress.Api);
        await WaitAsync(s => s.Briefs.Count == 1);
        var brief = Series.Briefs.Single();
        Assert.Equal(("etc-passwd", "Bad \"title\" --- id: x", null), (brief.Slug, brief.Title, brief.Image));
        Assert.DoesNotContain("<script", brief.Sections[0].Html, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", brief.Sections[0].Html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(4)", brief.Sections[0].Html, StringComparison.Ordinal);
        Assert.Equal(
            [Path.Combine(data, "briefs", "weekly", "etc-passwd.md")],
            Directory.EnumerateFiles(Path.Combine(data, "briefs"), "*", SearchOption.AllDirectories));
    }

    public async ValueTask DisposeAsync()
    {
        if (hub is not null)
            await hub.DisposeAsync();
        await origin.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private Series Series => hub!.Services.GetRequiredService<CurrentCatalog>().Value.Series.Single();

    private Brief? Find(int n) => Series.Briefs.FirstOrDefault(b => b.Slug == $"question-{n}");

    private string FileOf(int n) => Path.Combine(data, "briefs", "weekly", $"question-{n}.md");

    private List<(string, DateTime)> Files() =>
        [.. Directory.EnumerateFiles(Path.Combine(data, "briefs"), "*", SearchOption.AllDirectories).Order()
            .Select(f => (f, File.GetLastWriteTimeUtc(f)))];

    private async Task FollowAsync(string url)
    {
        config.Write("series/weekly/series.yaml", TemporaryConfig.Series + $"follow: {url}\n");
        hub = await RunningHub.StartAsync(
            new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data }, builder =>
                builder.Services.AddSingleton<TimeProvider>(clock));
        key = AccessKey.Mint();
        await hub.Services.GetRequiredService<IAccessKeyStore>()
            .AddAsync(AccessKey.Hash(key), AccessRole.Editor, "test", clock.GetUtcNow(), default);
    }

    /// <summary>Lets the clock of the background loops run until it holds.</summary>
    private Task WaitAsync(Func<Series, bool> holds) => RunningHub.WaitAsync(() =>
    {
        clock.Advance(TimeSpan.FromMilliseconds(250));
        return Task.FromResult(holds(Series));
    });

    private async Task<JsonElement> PollAsync()
    {
        clock.Advance(TimeSpan.FromSeconds(6));
        using var answer = await SendAsync("/api/v1/series/weekly/poll");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    private Task<HttpResponseMessage> SendAsync(string path) =>
        hub!.Client.SendAsync(HttpMethod.Post, path, ("Authorization", $"Bearer {key}"));

    private static string One(JsonElement poll, string name) => poll.GetProperty(name).EnumerateArray().Single().GetString()!;

    private static string Ask(string url)
    {
        using var client = new HttpClient();
        return client.GetStringAsync(url).GetAwaiter().GetResult();
    }

    private Task<FeedHubRun> RunAsync(params string[] args) =>
        FeedHubRun.OfAsync([.. args, "--config", config.Folder, "--data", data, "--allow-network", "127.0.0.0/8"]);
}
