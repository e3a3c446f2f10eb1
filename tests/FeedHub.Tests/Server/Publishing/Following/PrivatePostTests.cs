using System.Net;
using FeedHub.Core.Briefs;
using FeedHub.Origin;
using FeedHub.Tests.Server.Configuration;

namespace FeedHub.Tests.Server.Publishing.Following;

/// <summary>A post that was public and no longer is: its brief does not stay public, and comes back with it.</summary>
public sealed class PrivatePostTests : IAsyncLifetime
{
    private const string Api = "/wp-json/wp/v2/posts";
    private const string Category = WordPress.Category;
    private FollowedInstitute institute = null!;

    public async ValueTask InitializeAsync()
    {
        institute = await FollowedInstitute.OpenAsync(3);
    }

    public static TheoryData<string, WordPressPostText> SaidByTheSite => new()
    {
        { Api, InstitutePosts.Post(2) with { Protected = true } },
        { Category, InstitutePosts.Post(2) with { Protected = true } },
        { Api, InstitutePosts.Post(2) with { Status = "private" } },
        { Api, InstitutePosts.Post(2) with { Status = "draft" } },
        { Api, InstitutePosts.Post(2) with { Status = "trash" } },
        { Category, InstitutePosts.Post(2) with { Status = "private" } },
    };

    [Theory]
    [MemberData(nameof(SaidByTheSite))]
    public async Task What_the_site_itself_withholds_is_withdrawn_at_the_next_poll_and_back_as_soon_as_it_is_public(
        string followed, WordPressPostText now)
    {
        await FollowAsync(followed);
        var before = await File.ReadAllTextAsync(institute.FileOf(2));

        institute.WordPress.Publish(now with { Modified = institute.Clock.GetUtcNow() });
        var poll = await institute.PollAsync();
        Assert.Equal("question-2", Assert.Single(poll.GetProperty("withdrawn").EnumerateArray()).GetString());
        Assert.Equal(0, poll.GetProperty("proposed").GetArrayLength() + poll.GetProperty("failed").GetArrayLength());
        await institute.WaitAsync(_ => institute.Find(2)!.Status == BriefStatus.Withdrawn);
        Assert.Equal(HttpStatusCode.Gone, (await institute.Hub.Client.GetAsync("/series/weekly/question-2")).StatusCode);
        Assert.Equal(0, (await institute.PollAsync()).GetProperty("withdrawn").GetArrayLength());

        institute.WordPress.Publish(InstitutePosts.Post(2));
        poll = await institute.PollAsync();
        Assert.Equal("question-2", Assert.Single(poll.GetProperty("restored").EnumerateArray()).GetString());
        await institute.WaitAsync(_ => institute.Find(2)!.Status == BriefStatus.Usable);
        Assert.Equal(before, await File.ReadAllTextAsync(institute.FileOf(2)));
    }

    [Theory]
    [InlineData(Api, "{ url: URL, withdraw: ask }", "private")]
    [InlineData(Category, "{ url: URL, withdraw: ask }", "protected")]
    [InlineData(Category, "URL", "deleted")]
    [InlineData(Api, "URL", "deleted")]
    public async Task What_is_not_withdrawn_unasked_is_proposed_at_the_next_poll_and_no_more_once_the_post_is_public(
        string followed, string setting, string what)
    {
        await FollowAsync(followed, setting);
        Change(what);
        var poll = await institute.PollAsync();
        Assert.Equal("question-2", Assert.Single(poll.GetProperty("proposed").EnumerateArray()).GetString());
        Assert.Equal(0, poll.GetProperty("withdrawn").GetArrayLength());
        Assert.Contains("weekly/question-2: its post is gone; withdraw", await ListAsync(), StringComparison.Ordinal);

        institute.WordPress.Publish(InstitutePosts.Post(2));
        await institute.PollAsync();
        Assert.DoesNotContain("its post is gone", await ListAsync(), StringComparison.Ordinal);
        Assert.Equal(BriefStatus.Usable, institute.Find(2)!.Status);
    }

    [Theory]
    [InlineData(Api)]
    [InlineData(Category)]
    public async Task With_at_once_a_deleted_post_is_withdrawn_too(string followed)
    {
        await FollowAsync(followed, "{ url: URL, withdraw: at once }");
        Change("deleted");
        var poll = await institute.PollAsync();
        Assert.Equal("question-2", Assert.Single(poll.GetProperty("withdrawn").EnumerateArray()).GetString());
        await institute.WaitAsync(_ => institute.Find(2)!.Status == BriefStatus.Withdrawn);
    }

    [Fact]
    public async Task A_site_that_refuses_every_single_post_says_nothing_about_one()
    {
        await FollowAsync(Api);
        foreach (var n in new[] { 1, 2, 3 })
        {
            institute.Origin.Put(
                $"{Api}/{InstitutePosts.Post(n).Number}", _ => OriginDocument.Of("{}", "application/json") with { Status = 403 });
        }
        institute.WordPress.Delete(InstitutePosts.Post(2).Number);
        var poll = await institute.PollAsync();
        Assert.Equal("question-2", Assert.Single(poll.GetProperty("gone").EnumerateArray()).GetString());
        Assert.Equal(0, poll.GetProperty("withdrawn").GetArrayLength() + poll.GetProperty("proposed").GetArrayLength());
        institute.Clock.Advance(TimeSpan.FromHours(1));
        poll = await institute.PollAsync();
        Assert.Equal("question-2", Assert.Single(poll.GetProperty("proposed").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task What_an_editor_wrote_is_withdrawn_and_comes_back_as_the_editor_had_it()
    {
        await FollowAsync(Api);
        var edited = (await File.ReadAllTextAsync(institute.FileOf(2))).Replace("two lanes", "three lanes", StringComparison.Ordinal);
        await File.WriteAllTextAsync(institute.FileOf(2), edited);
        Change("private");
        await institute.PollAsync();
        await institute.WaitAsync(_ => institute.Find(2)!.Status == BriefStatus.Withdrawn);
        institute.WordPress.Publish(InstitutePosts.Post(2));
        await institute.PollAsync();
        Assert.Equal(edited, await File.ReadAllTextAsync(institute.FileOf(2)));
    }

    [Fact]
    public async Task What_an_editor_withdrew_is_proposed_when_the_post_is_restored_unchanged()
    {
        await FollowAsync(Api);
        var before = await File.ReadAllTextAsync(institute.FileOf(2));
        Change("deleted");
        await institute.PollAsync();
        Assert.Equal(0, (await institute.RunAsync("brief", "accept", "weekly/question-2")).Code);
        await institute.WaitAsync(_ => institute.Find(2)!.Status == BriefStatus.Withdrawn);
        Assert.Equal(0, (await institute.PollAsync()).GetProperty("proposed").GetArrayLength());

        institute.WordPress.Publish(InstitutePosts.Post(2));
        Assert.Equal("question-2", Assert.Single((await institute.PollAsync()).GetProperty("proposed").EnumerateArray()).GetString());
        Assert.Contains("its post is public again; make the brief public again?", await ListAsync(), StringComparison.Ordinal);
        var accepted = await institute.RunAsync("brief", "accept", "weekly/question-2");
        Assert.Contains("weekly/question-2: public again", accepted.Output, StringComparison.Ordinal);
        await institute.WaitAsync(_ => institute.Find(2)!.Status == BriefStatus.Usable);
        Assert.Equal(before, await File.ReadAllTextAsync(institute.FileOf(2)));
        Assert.Equal(0, (await institute.PollAsync()).GetProperty("proposed").GetArrayLength());
    }

    [Fact]
    public async Task A_brief_of_the_configuration_is_left_to_an_editor()
    {
        institute.Config.Write(
            "series/weekly/briefs/question-2.md", TemporaryConfig.Brief.Replace("Text.", "Our own words.", StringComparison.Ordinal));
        await FollowAsync(Api);
        Change("private");
        var poll = await institute.PollAsync();
        Assert.Equal("question-2", Assert.Single(poll.GetProperty("proposed").EnumerateArray()).GetString());
        Assert.Equal(0, poll.GetProperty("withdrawn").GetArrayLength());
    }

    public ValueTask DisposeAsync() => institute.DisposeAsync();

    private async Task FollowAsync(string path, string setting = "URL")
    {
        await institute.FollowAsync(setting.Replace("URL", institute.Origin.Url(path), StringComparison.Ordinal));
        await institute.WaitAsync(s => s.Briefs.Count == 3);
    }

    private void Change(string what)
    {
        var post = InstitutePosts.Post(2) with { Modified = institute.Clock.GetUtcNow() };
        if (what == "deleted")
            institute.WordPress.Delete(post.Number);
        else
            institute.WordPress.Publish(what == "protected" ? post with { Protected = true } : post with { Status = what });
    }

    private async Task<string> ListAsync() => (await institute.RunAsync("brief", "list")).Output;
}
