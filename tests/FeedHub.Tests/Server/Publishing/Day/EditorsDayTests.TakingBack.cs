using System.Net;
using FeedHub.Origin;

namespace FeedHub.Tests.Server.Publishing.Day;

/// <summary>What an editor takes back and brings back, and what is decided about it.</summary>
public sealed partial class EditorsDayTests
{
    private async Task TakeBackAsync()
    {
        await StepAsync(
            "a public post gets a password, and loses it again", () => BackAndForthAsync(3, post => post with { Protected = true }));
        await StepAsync(
            "a public post becomes private, and public again", () => BackAndForthAsync(4, post => post with { Status = "private" }));
        await StepAsync(
            "a public post becomes a draft, and public again", () => BackAndForthAsync(5, post => post with { Status = "draft" }));
        await StepAsync(
            "a public post is trashed, and restored unchanged", () => BackAndForthAsync(6, post => post with { Status = "trash" }));
        // The guids of these posts name their numbers, so that the API can be asked why a post has left the feed.
        await StepAsync(
            "the category's feed is followed: a public post becomes a draft, and public again",
            () => BackAndForthAsync(11, post => post with { Status = "draft" }, "category"));
        await StepAsync(
            "the category's feed is followed: a public post gets a password, and loses it again",
            () => BackAndForthAsync(12, post => post with { Protected = true }, "category"));
        var deleted = InstitutePosts.Post(2);
        await StepAsync("a post is deleted for good; the next poll", async () =>
        {
            WordPress.Delete(deleted.Number);
            await day.PollAsync();
            Assert.Contains(
                "weekly/question-2: its post is gone; withdraw", await day.BriefAsync("list"), StringComparison.Ordinal);
            Assert.NotNull(await day.ItemAsync(deleted));
        });
        await StepAsync("feedhub brief accept: the withdrawal of the deleted post", async () =>
        {
            await day.BriefAsync("accept", "weekly/question-2", "--note", "The post was deleted.");
            await day.UntilAsync(async () => await day.StatusAsync("/series/weekly/question-2") == HttpStatusCode.Gone);
            Assert.Empty(await day.WhereAsync("Road 2 was"));
        });
        await StepAsync(
            "what is withdrawn stays in RSS with its notice, in Atom as a tombstone, in JSON Feed as withdrawn", async () =>
            {
                var guid = WordPress.Guid(deleted.Number);
                foreach (var (path, notice) in InstituteDay.Formats("weekly").Zip(["Withdrawn: Question 2", "deleted-entry", "withdrawn"]))
                {
                    var feed = await Institute.Hub.Client.GetStringAsync(path);
                    Assert.Contains(guid, feed, StringComparison.Ordinal);
                    Assert.Contains(notice, feed, StringComparison.Ordinal);
                }
            });
    }

    private async Task DecideAsync()
    {
        await StepAsync("feedhub brief withdraw, while the post stays as it is", async () =>
        {
            await day.BriefAsync("withdraw", "weekly/question-7", "--note", "The figures were wrong.");
            await day.UntilAsync(async () => await day.StatusAsync("/series/weekly/question-7") == HttpStatusCode.Gone);
            await day.PollAsync();
            Institute.Clock.Advance(TimeSpan.FromSeconds(3));
            Assert.Equal(HttpStatusCode.Gone, await day.StatusAsync("/series/weekly/question-7"));
            Assert.Empty(await day.WhereAsync("Road 7 was"));
        });
        await StepAsync(
            "an imported brief is edited in its file, and then the post changes: a proposal, and feedhub brief accept", async () =>
            {
                await ProposeAsync(8, "eight lanes");
                Assert.Contains("eight lanes", await day.BriefAsync("list"), StringComparison.Ordinal);
                await day.BriefAsync("accept", "weekly/question-8");
                await day.VisibleAsync(InstitutePosts.Post(8), "eight lanes");
            });
        await StepAsync("feedhub brief reject: a proposal is turned down, and the next change is proposed anew", async () =>
        {
            await ProposeAsync(1, "seven lanes");
            await day.BriefAsync("reject", "weekly/question-1");
            await day.PollAsync();
            Assert.DoesNotContain("seven lanes", await day.BriefAsync("list"), StringComparison.Ordinal);
            await SaveAsync(1, "six lanes");
            Assert.Contains("six lanes", await day.BriefAsync("list"), StringComparison.Ordinal);
        });
    }

    /// <summary>A brief with an editor's words, whose post says something else by now.</summary>
    private async Task ProposeAsync(int n, string lanes)
    {
        await day.EditAsync(n, "two lanes", "two lanes (says our editor)", "says our editor");
        await SaveAsync(n, lanes);
        Assert.True(InstituteDay.Says((await day.ItemAsync(InstitutePosts.Post(n)))!.Value, "says our editor"));
    }

    /// <summary>The post is saved with other words, and polled.</summary>
    private async Task SaveAsync(int n, string lanes)
    {
        WordPress.Publish(InstitutePosts.Post(n).With("two lanes", lanes) with { Modified = Now });
        await day.PollAsync();
    }

    /// <summary>A public post is taken back, and readers no longer have it; it comes back, and they have it as it was.</summary>
    private async Task BackAndForthAsync(int n, Func<WordPressPostText, WordPressPostText> taken, string series = "weekly")
    {
        var (post, words) = (InstitutePosts.Post(n), $"Road {n} was");
        var before = (await day.ItemAsync(post, series))!.Value;
        WordPress.Publish(taken(post) with { Modified = Now });
        await day.PollAsync(series);
        await day.UntilAsync(async () => await day.StatusAsync(InstituteDay.PageOf(before)) == HttpStatusCode.Gone);
        Assert.Empty(await day.WhereAsync(words, series));
        using (var page = await Institute.Hub.Client.GetAsync(InstituteDay.PageOf(before)))
            Assert.DoesNotContain(words, await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        WordPress.Publish(post);
        await day.PollAsync(series);
        var after = await day.VisibleAsync(post, words, series);
        Assert.Equal(
            (before.GetProperty("id").GetString(), before.GetProperty("url").GetString()),
            (after.GetProperty("id").GetString(), after.GetProperty("url").GetString()));
    }
}
