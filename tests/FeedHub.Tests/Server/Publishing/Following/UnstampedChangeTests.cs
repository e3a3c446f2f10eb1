using FeedHub.Origin;

namespace FeedHub.Tests.Server.Publishing.Following;

/// <summary>Changes of a post for which WordPress does not move the time of its saving.</summary>
public sealed class UnstampedChangeTests : IAsyncLifetime
{
    private FollowedInstitute institute = null!;

    public async ValueTask InitializeAsync() => institute = await FollowedInstitute.OpenAsync(4);

    [Fact]
    public async Task Tags_and_a_picture_that_are_set_just_after_saving_come_through()
    {
        await FollowAsync(institute.WordPress.Api);
        institute.WordPress.Publish(InstitutePosts.Post(2) with { Tags = ["Georgia", "Energy"], Picture = InstitutePosts.Picture });
        Assert.Equal("question-2", Changed(await institute.PollAsync()));
        await institute.WaitAsync(_ => institute.Find(2)!.Image is not null);
        Assert.Equal(["GE", "energy"], [.. institute.Find(2)!.Regions, .. institute.Find(2)!.Topics]);
    }

    [Fact]
    public async Task Another_date_and_another_address_come_through()
    {
        await FollowAsync(institute.WordPress.Api);
        institute.WordPress.Publish(
            InstitutePosts.Post(2) with { Published = InstitutePosts.First, Modified = InstitutePosts.Post(2).Modified });
        Assert.Equal("question-2", Changed(await institute.PollAsync()));
        institute.WordPress.Publish(InstitutePosts.Post(3) with { Slug = "who-pays" });
        Assert.Equal("question-3", Changed(await institute.PollAsync()));
        await institute.WaitAsync(_ => institute.Find(3)!.CanonicalUrl == institute.Origin.Url("/who-pays/"));
        Assert.Equal(InstitutePosts.First, institute.Find(2)!.Published);
    }

    [Fact]
    public async Task Another_name_of_an_author_or_a_tag_and_another_description_of_a_picture_come_through()
    {
        await FollowAsync(institute.WordPress.Api);
        institute.WordPress.Rename("Leyla Testova", "Leyla Testova-Smith");
        Assert.Equal("question-3", Changed(await institute.PollAsync()));
        institute.WordPress.Rename(InstitutePosts.Picture, "A drawing of a road");
        Assert.Equal("question-4", Changed(await institute.PollAsync()));
        await institute.WaitAsync(_ => institute.Find(4)!.Image!.Alt == "A drawing of a road");
        Assert.Equal("Leyla Testova-Smith", institute.Find(3)!.Authors.Single().Name);
        institute.WordPress.Rename("Transport", "Roads");
        Assert.Equal(4, (await institute.PollAsync()).GetProperty("changed").GetArrayLength());
    }

    [Fact]
    public async Task What_the_list_does_not_show_at_all_is_read_within_a_day()
    {
        await FollowAsync(institute.WordPress.Api);
        var post = InstitutePosts.Post(2);
        institute.WordPress.Publish(post with { Content = post.Content.Replace("two lanes", "six lanes", StringComparison.Ordinal) });
        Assert.Equal(0, (await institute.PollAsync()).GetProperty("changed").GetArrayLength());
        institute.Clock.Advance(TimeSpan.FromHours(24));
        await institute.WaitAsync(_ => institute.Find(2)!.Sections.Any(s => s.Html.Contains("six lanes", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_unchanged_site_is_asked_for_its_list_and_the_names_in_it()
    {
        await FollowAsync(institute.WordPress.Api);
        await institute.PollAsync();
        var asked = institute.Origin.Requests.Count;
        await institute.PollAsync();
        Assert.Equal(
            ["media", "posts", "tags", "users"],
            institute.Origin.Requests.Skip(asked).Select(r => r.Path.Split('?')[0].Split('/')[^1]).Order());
    }

    [Fact]
    public async Task A_feed_that_claims_to_be_unmodified_is_read_all_the_same()
    {
        // WordPress compares the time of its newest post alone, so that a post with an earlier date moves nothing.
        var document = OriginDocument.Of([], "application/rss+xml", InstitutePosts.First);
        institute.Origin.Put(
            WordPress.Category, _ => document with { Body = institute.WordPress.FeedDocument().Body, ETag = "\"same\"" });
        await FollowAsync(institute.Origin.Url(WordPress.Category));
        institute.WordPress.Publish(InstitutePosts.Post(5) with { Published = InstitutePosts.First });
        Assert.Equal("question-5", Assert.Single((await institute.PollAsync()).GetProperty("new").EnumerateArray()).GetString());
    }

    public ValueTask DisposeAsync() => institute.DisposeAsync();

    private async Task FollowAsync(string url)
    {
        await institute.FollowAsync(url);
        await institute.WaitAsync(s => s.Briefs.Count == 4);
    }

    private static string? Changed(System.Text.Json.JsonElement poll) =>
        Assert.Single(poll.GetProperty("changed").EnumerateArray()).GetString();
}
