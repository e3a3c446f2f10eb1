using FeedHub.Origin;

namespace FeedHub.Tests.Server.Publishing.Following;

/// <summary>A post that gets a password is no longer for everybody, and the form that asks for it is never a brief's text.</summary>
public sealed class ProtectedPostTests : IAsyncLifetime
{
    private const string Form = "password protected";
    private FollowedInstitute institute = null!;

    public async ValueTask InitializeAsync() => institute = await FollowedInstitute.OpenAsync(3);

    [Theory]
    [InlineData("/wp-json/wp/v2/posts")]
    [InlineData(WordPress.Category)]
    public async Task A_post_that_was_never_public_becomes_no_brief(string followed)
    {
        institute.WordPress.Publish(InstitutePosts.Post(4) with { Protected = true });
        await institute.FollowAsync(institute.Origin.Url(followed));
        await institute.WaitAsync(s => s.Briefs.Count == 3);
        Assert.Equal(0, (await institute.PollAsync()).GetProperty("failed").GetArrayLength());
        Assert.Null(institute.Find(4));
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(institute.Data, "briefs"), "*.md", SearchOption.AllDirectories),
            f => Assert.DoesNotContain(Form, File.ReadAllText(f), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_page_is_refused_and_the_reason_told()
    {
        institute.WordPress.Publish(InstitutePosts.Post(4) with { Protected = true });
        await institute.FollowAsync(institute.WordPress.Api);
        var import = await institute.RunAsync("import", institute.Origin.Url("/question-4/"), "--series", "weekly");
        Assert.Equal(1, import.Code);
        Assert.Contains("is protected by a password on its site", import.Output + import.Error, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => institute.DisposeAsync();
}
