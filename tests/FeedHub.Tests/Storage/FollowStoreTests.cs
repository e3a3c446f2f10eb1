using FeedHub.Core.Briefs.Following;
using FeedHub.Storage.Briefs;
using FeedHub.Storage.Sqlite;

namespace FeedHub.Tests.Storage;

public class FollowStoreTests : IDisposable
{
    private readonly TemporaryStorage storage = new();

    private FollowStore Store => new(storage.Database);

    private static FollowedPost Post => new()
    {
        Series = "weekly",
        Key = new PostKey.Identifier("https://desk.example/?p=1"),
        Slug = "a-ferry",
        Version = new("d1", IsIncomplete: false),
        Text = "text",
        Decided = new("d1", IsIncomplete: false),
    };

    [Fact]
    public async Task A_post_comes_back_as_it_was_kept_and_the_latest_word_counts()
    {
        var full = Post with
        {
            Url = "https://desk.example/a-ferry/",
            Listing = new("2026-11-23T08:00:00 1f", 17, new Dictionary<string, string> { ["Author 3"] = "Leyla Testova" }),
            Read = TemporaryStorage.Start.AddHours(2),
            Withdrawal = new("withdrawn", "before", ByEditor: true),
            Version = new("d2", IsIncomplete: true),
            Absent = 2,
            AbsentSince = TemporaryStorage.Start,
            Checked = TemporaryStorage.Start.AddHours(1),
            AbsenceDecided = true,
            Base = "before",
        };
        await Store.KeepAsync([Post], default);
        await Store.KeepAsync([full], default);
        Assert.Equal([full], await Store.PostsAsync("weekly", default));
        var changed = full with { Withdrawal = null, Version = new("d2", IsIncomplete: false), Decided = new("d2", IsIncomplete: true) };
        await Store.KeepAsync([changed], default);
        Assert.Equal(BriefProposalKind.Change, Assert.Single(await Store.PostsAsync("weekly", default)).Seen().Proposal);
        Assert.Empty(await Store.PostsAsync("monthly", default));
    }

    [Fact]
    public async Task A_change_is_made_to_what_is_stored_now_and_a_replacement_only_if_that_is_what_was_read()
    {
        await Store.KeepAsync([Post], default);
        var decided = Post with { Decided = new("d0", IsIncomplete: false), AbsenceDecided = true };
        await Store.KeepAsync([decided], default);

        var changed = await Store.ChangeAsync(Post, p => p with { Absent = 1 }, default);
        Assert.Equal(decided with { Absent = 1 }, changed);
        Assert.False(await Store.ReplaceAsync(decided, Post, default));
        Assert.False(await Store.ReplaceAsync(null, Post, default));
        Assert.Equal([changed], await Store.PostsAsync("weekly", default));
        Assert.True(await Store.ReplaceAsync(changed, Post, default));
        Assert.True(await Store.ReplaceAsync(null, Post with { Key = new PostKey.Slug("other") }, default));
        Assert.Equal(2, (await Store.PostsAsync("weekly", default)).Count);
    }

    [Fact]
    public async Task An_event_is_kept_once_and_no_recovery_without_a_failure()
    {
        var broke = new FollowEvent(0, "weekly", TemporaryStorage.Start, Broke: true, "HTTP 500");
        var works = broke with { Broke = false, Detail = "It works again." };
        foreach (var happened in new[] { works, broke, broke, works, works, broke with { Series = "monthly" } })
            await Store.KeepEventAsync(happened, default);
        Assert.Equal(
            [("monthly", true), ("weekly", false), ("weekly", true)],
            (await Store.EventsAsync(10, default)).Select(e => (e.Series, e.Broke)));
        Assert.Equal(("monthly", "HTTP 500"), (await Store.EventsAsync(1, default)).Select(e => (e.Series, e.Detail)).Single());
    }

    [Fact]
    public async Task A_guid_and_a_title_of_the_same_letters_are_two_posts()
    {
        var guid = Post with { Key = new PostKey.Identifier("text:a-ferry") };
        var title = Post with { Key = new PostKey.Slug("text:a-ferry") };
        await Store.KeepAsync([guid, title], default);
        Assert.Equal([guid, title], await Store.PostsAsync("weekly", default));
    }

    [Fact]
    public async Task What_older_versions_wrote_into_digests_and_keys_is_read_as_what_it_meant()
    {
        var folder = Directory.CreateTempSubdirectory("feedhub-").FullName;
        await OlderDatabase.CreateAsync(
            folder,
            before: 100,
            """
            INSERT INTO followed_post (
              series, key, slug, url, modified, digest, text, decided, absent, absent_since, checked, absence_decided) VALUES
              ('weekly', 'https://desk.example/?p=1', 'a', 'https://desk.example/a/', 'm', 'd1', 'T', 'd1', 1, 5000, 6000, 1),
              ('weekly', 'https://desk.example/b/', 'b', 'https://desk.example/b/', NULL, 'd2+', 'T', 'd2+', 0, NULL, NULL, 0),
              ('weekly', 'text:c', 'c-0a1b2c3d', NULL, NULL, 'd3+', 'T', 'd3', 0, NULL, NULL, 0),
              ('weekly', 'text:guid', 'd', 'https://desk.example/d/', NULL, 'd4', 'T', 'd4+', 0, NULL, NULL, 0);
            """);

        using (var database = new SqliteDatabase(folder))
        {
            database.Migrate();
            var bare = new FollowedPost
            {
                Series = "weekly",
                Key = null!,
                Slug = "",
                Text = "T",
                Base = "T",
                Version = default,
                Decided = default,
            };
            FollowedPost[] meant =
            [
                bare with
                {
                    Key = new PostKey.Identifier("https://desk.example/?p=1"), Slug = "a", Url = "https://desk.example/a/",
                    Listing = new("m", null, PostListing.NoNames),
                    Version = new("d1", false), Decided = new("d1", false),
                    Absent = 1, AbsentSince = DateTimeOffset.FromUnixTimeSeconds(5), Checked = DateTimeOffset.FromUnixTimeSeconds(6),
                    AbsenceDecided = true,
                },
                bare with
                {
                    Key = new PostKey.Identifier("https://desk.example/b/"), Slug = "b", Url = "https://desk.example/b/",
                    Version = new("d2", true), Decided = new("d2", true),
                },
                bare with
                {
                    Key = new PostKey.Slug("c"), Slug = "c-0a1b2c3d", Version = new("d3", true), Decided = new("d3", false), Base = null,
                },
                bare with
                {
                    Key = new PostKey.Identifier("text:guid"), Slug = "d", Url = "https://desk.example/d/",
                    Version = new("d4", false), Decided = new("d4", true), Base = null,
                },
            ];
            Assert.Equal(meant, await new FollowStore(database).PostsAsync("weekly", default));
            Assert.Equal(["c-0a1b2c3d", "d"], meant.Where(p => p.Proposal == BriefProposalKind.Change).Select(p => p.Slug));
        }
        Directory.Delete(folder, recursive: true);
    }

    public void Dispose() => storage.Dispose();
}
