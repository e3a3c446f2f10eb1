using FeedHub.Origin;

namespace FeedHub.Tests.Server.Publishing.Day;

/// <summary>
/// The editor's day of docs/publishing.md, in its order, over real sockets. There a real WordPress takes part, here the one of
/// <c>FeedHub.Origin</c>; so what needs PHP or a reader's own program is left to <c>tests/acceptance/wordpress.sh</c>.
/// </summary>
public sealed partial class EditorsDayTests : IAsyncLifetime
{
    private InstituteDay day = null!;

    private FollowedInstitute Institute => day.Institute;
    private WordPress WordPress => day.WordPress;

    /// <summary>WordPress keeps times to the second.</summary>
    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(Institute.Clock.GetUtcNow().ToUnixTimeSeconds());

    public async ValueTask InitializeAsync() => day = await InstituteDay.BeginAsync();

    public ValueTask DisposeAsync() => day.DisposeAsync();

    [Fact]
    public async Task An_editor_s_day_goes_as_the_docs_say()
    {
        await PublishAsync();
        await TakeBackAsync();
        await DecideAsync();
        await ShapeAsync();
        await TranslateAsync();
        await SignInAsync();
        await MoveInAsync();
        await MendTheSiteAsync();
        await WriteAtTheDeskAsync();
        Assert.Equal(day.Table.Walked, day.Done.Select(day.Table.NumberOf).OfType<int>());
    }

    /// <summary>A step of the table of <c>docs/publishing.md</c> in its words, or one that the table does not have.</summary>
    private Task StepAsync(string what, Func<Task> act) => day.StepAsync(what, act);
}
