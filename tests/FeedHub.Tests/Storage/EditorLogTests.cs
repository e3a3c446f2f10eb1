using FeedHub.Core.Briefs.Editing;
using FeedHub.Core.Briefs.Following;
using FeedHub.Storage.Briefs;

namespace FeedHub.Tests.Storage;

public class EditorLogTests : IDisposable
{
    private static readonly Editor Someone = new("0123456789ab", "Ayla");
    private readonly TemporaryStorage storage = new();

    private EditorLog Log => new(storage.Database);
    private FollowStore Posts => new(storage.Database);

    private static FollowedPost Changed => new()
    {
        Series = "weekly",
        Key = new PostKey.Identifier("https://desk.example/?p=1"),
        Slug = "a-ferry",
        Version = new("d2", IsIncomplete: false),
        Text = "theirs",
        Decided = new("d1", IsIncomplete: false),
        Base = "before",
    };

    [Fact]
    public async Task What_was_done_comes_back_with_who_when_and_both_texts()
    {
        var act = Act("a-ferry") with { Before = "old", After = "new", Note = "A note." };
        var number = await Log.AddAsync(act, null, Done, default);
        Assert.Equal(act, (await Log.FindAsync("weekly", number!.Value, default))!.Act);
        Assert.Null(await Log.FindAsync("monthly", number.Value, default));
        var line = Assert.Single(await Log.LatestAsync("weekly", "a-ferry", null, 10, default));
        Assert.Equal((true, null, null), (line.ChangedText, line.Act.Before, line.Act.After));
    }

    [Fact]
    public async Task The_latest_come_first_and_a_page_of_older_ones_follows()
    {
        foreach (var slug in new[] { "a", "b", null, "a" })
            await Log.AddAsync(Act(slug), null, Done, default);
        var latest = await Log.LatestAsync("weekly", null, null, 3, default);
        Assert.Equal(["a", null, "b"], latest.Select(l => l.Act.Slug));
        Assert.Equal("a", Assert.Single(await Log.LatestAsync("weekly", null, latest[^1].Number, 3, default)).Act.Slug);
        Assert.Equal(2, (await Log.LatestAsync("weekly", "a", null, 3, default)).Count);
        Assert.Empty(await Log.LatestAsync("monthly", null, null, 3, default));
    }

    [Fact]
    public async Task A_decision_counts_with_its_step_and_the_second_about_one_proposal_does_nothing()
    {
        await Posts.KeepAsync([Changed], default);
        Assert.Null(await Log.AddAsync(Act("a-ferry"), Changed, _ => Task.FromResult(false), default));
        await Assert.ThrowsAsync<IOException>(() => Log.AddAsync(Act("a-ferry"), Changed, _ => throw new IOException("full"), default));
        Assert.Equal(BriefProposalKind.Change, Assert.Single(await Posts.PostsAsync("weekly", default)).Proposal);
        Assert.Empty(await Log.LatestAsync("weekly", null, null, 10, default));

        var steps = 0;
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Log.AddAsync(Act("a-ferry"), Changed, CountAsync, default)));
        Assert.Equal((1, 1), (steps, both.Count(n => n is null)));
        var decided = Assert.Single(await Posts.PostsAsync("weekly", default));
        Assert.Equal((null, Changed.Version, "theirs"), (decided.Proposal, decided.Decided, decided.Base));
        Assert.Single(await Log.LatestAsync("weekly", null, null, 10, default));

        Task<bool> CountAsync(CancellationToken cancellationToken)
        {
            steps++;
            return Task.FromResult(true);
        }
    }

    [Fact]
    public async Task Who_saw_an_earlier_version_of_a_post_decides_nothing()
    {
        await Posts.KeepAsync([Changed with { Version = new("d3", IsIncomplete: false) }], default);
        Assert.Null(await Log.AddAsync(Act("a-ferry"), Changed, Done, default));
        Assert.Null(await Log.AddAsync(Act("a-ferry"), Changed with { Key = new PostKey.Slug("another") }, Done, default));
    }

    public void Dispose() => storage.Dispose();

    private static Task<bool> Done(CancellationToken cancellationToken) => Task.FromResult(true);

    private static EditorAct Act(string? slug) =>
        new() { At = TemporaryStorage.Start, By = Someone, Kind = EditorActKind.Accept, Series = "weekly", Slug = slug };
}
