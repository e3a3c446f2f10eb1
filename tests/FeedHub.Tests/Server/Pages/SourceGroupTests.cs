using FeedHub.Core.Sources;
using FeedHub.Server.Pages;
using FeedHub.Tests.Storage;

namespace FeedHub.Tests.Server.Pages;

/// <summary>A page never shows more sources than somebody can look through, and each is on one.</summary>
public class SourceGroupTests
{
    private static readonly DateTimeOffset Now = TemporaryStorage.Start;
    private static readonly IReadOnlyList<SourceOverview> Sources =
    [
        .. Enumerable.Range(0, 450).Select(i => Overview($"ok-{i}", failures: 0)),
        .. Enumerable.Range(0, 3).Select(i => Overview($"bad-{i}", failures: 2)),
    ];

    [Fact]
    public void The_page_of_all_sources_has_the_first_of_each_standing_and_counts_all()
    {
        var groups = SourceGroup.Together(Sources, Now);
        Assert.Equal(
            [(SourceStanding.Failing, 3, 3), (SourceStanding.Working, 450, SourceGroup.MaxTogether)],
            groups.Select(g => (g.Standing, g.Count, g.Shown.Count)));
    }

    [Fact]
    public void The_pages_of_a_standing_have_each_of_its_sources_once()
    {
        var pages = Enumerable.Range(1, 3).Select(page => SourceGroup.Alone(Sources, SourceStanding.Working, page, Now)!).ToList();
        Assert.Equal([200, 200, 50], pages.Select(p => p.Shown.Count));
        Assert.All(pages, p => Assert.Equal((450, 3), (p.Count, p.Pages)));
        Assert.Equal(450, pages.SelectMany(p => p.Shown).Select(s => s.Source.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("working", 4)]
    [InlineData("working", int.MaxValue)]
    [InlineData("broken", 1)]
    public void There_is_no_page_after_the_last_and_none_of_nothing(string standing, int page) =>
        Assert.Null(SourceGroup.Alone(Sources, SourceStandings.Named(standing)!.Value, page, Now));

    [Theory]
    [InlineData("")]
    [InlineData("Working")]
    [InlineData("4")]
    [InlineData("asleep")]
    public void A_standing_has_one_name(string name) => Assert.Null(SourceStandings.Named(name));

    private static SourceOverview Overview(string id, int failures)
    {
        var source = TemporaryStorage.Source(id);
        var state = new SourceState
        {
            Id = source.Id,
            Times = new() { Next = Now, LastAttempt = Now, LastSuccess = Now },
            Trouble = new() { Failures = failures },
        };
        return new(source, state, Declared: true, Entries: 0);
    }
}
