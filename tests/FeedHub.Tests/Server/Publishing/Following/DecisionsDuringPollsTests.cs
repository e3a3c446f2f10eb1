using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Following;
using FeedHub.Server.Publishing.Following;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server.Publishing.Following;

/// <summary>A poll takes seconds; what an editor decides meanwhile is not undone by what the poll read when it began.</summary>
public sealed class DecisionsDuringPollsTests : IAsyncLifetime
{
    private FollowedInstitute institute = null!;

    public async ValueTask InitializeAsync()
    {
        institute = await FollowedInstitute.OpenAsync(3);
        await institute.FollowAsync(institute.WordPress.Api);
        await institute.WaitAsync(s => s.Briefs.Count == 3);
    }

    [Fact]
    public async Task A_rejection_stands_though_a_poll_that_began_before_it_finds_the_post_withheld_after_it()
    {
        var read = await FindAsync();
        institute.WordPress.Delete(InstitutePosts.Post(2).Number);
        await institute.PollAsync();
        Assert.Equal(0, (await institute.RunAsync("brief", "reject", "weekly/question-2")).Code);

        var report = new FollowReport { Series = "weekly" };
        await Absences.NoteAsync(institute.Series, [read], PostAbsence.Withheld, report, default);
        Assert.Empty(report.Withdrawn);
        Assert.Empty(report.Proposed);
        Assert.Equal((2, true), ((await FindAsync()).Absent, (await FindAsync()).AbsenceDecided));
        Assert.Equal(BriefStatus.Usable, institute.Find(2)!.Status);
    }

    [Fact]
    public async Task A_withdrawal_that_was_accepted_stands_though_a_poll_that_began_before_it_finds_the_post()
    {
        institute.WordPress.Delete(InstitutePosts.Post(2).Number);
        await institute.PollAsync();
        var read = await FindAsync();
        Assert.Equal(0, (await institute.RunAsync("brief", "accept", "weekly/question-2")).Code);

        var report = new FollowReport { Series = "weekly" };
        await Absences.SeenAsync(read, report, default);
        Assert.True((await FindAsync()).Withdrawal is { ByEditor: true });
        Assert.Equal(["question-2"], report.Proposed);
    }

    public ValueTask DisposeAsync() => institute.DisposeAsync();

    private PostAbsences Absences => institute.Hub.Services.GetRequiredService<PostAbsences>();

    private async Task<FollowedPost> FindAsync() =>
        (await institute.Hub.Services.GetRequiredService<IFollowStore>().PostsAsync("weekly", default)).Single(p => p.Slug == "question-2");
}
