using FeedHub.Core.Briefs;

namespace FeedHub.Tests.Core.Briefs;

public class BriefReleaseTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Tuesday = Monday.AddDays(1);

    [Theory]
    [InlineData(BriefStatus.Usable)]
    [InlineData(BriefStatus.Scheduled)]
    public void A_finished_brief_is_public_from_its_instant_on(BriefStatus status)
    {
        var brief = Brief(status);
        Assert.False(brief.IsPublicAt(Monday.AddTicks(-1)));
        Assert.True(brief.IsPublicAt(Monday));
    }

    [Fact]
    public void An_embargo_holds_back_what_its_date_would_release()
    {
        var brief = Brief(BriefStatus.Usable) with { Embargo = Tuesday };
        Assert.False(brief.IsPublicAt(Tuesday.AddTicks(-1)));
        Assert.True(brief.IsPublicAt(Tuesday));
        Assert.Equal(Monday, (Brief(BriefStatus.Usable) with { Embargo = Monday.AddDays(-1) }).Released);
    }

    [Fact]
    public void A_draft_is_never_public() => Assert.False(Brief(BriefStatus.Draft).IsPublicAt(DateTimeOffset.MaxValue));

    [Fact]
    public void A_withdrawn_brief_is_known_only_where_it_was_public_before()
    {
        var taken = Brief(BriefStatus.Withdrawn) with { Corrections = [new(BriefCorrectionKind.Retraction, Tuesday, "Wrong.")] };
        Assert.False(taken.IsPublicAt(Tuesday));
        Assert.True(taken.IsWithdrawnAt(Tuesday));
        Assert.False((taken with { Embargo = Tuesday.AddDays(1) }).IsWithdrawnAt(DateTimeOffset.MaxValue));
    }

    [Fact]
    public void What_is_public_changes_only_when_the_last_release_does()
    {
        var series = new Series
        {
            Slug = "weekly",
            Title = "Weekly",
            Description = "-",
            Language = "en",
            Publisher = "Us",
            Briefs = [Brief(BriefStatus.Usable) with { Embargo = Tuesday, Slug = "b" }, Brief(BriefStatus.Scheduled)],
        };
        Assert.Equal([null, Monday, Monday, Tuesday, Tuesday],
            new[] { Monday.AddSeconds(-1), Monday, Tuesday.AddSeconds(-1), Tuesday, Tuesday.AddDays(9) }.Select(series.LastReleaseAt));
        Assert.Equal([0, 1, 2], new[] { Monday.AddSeconds(-1), Monday, Tuesday }.Select(now => series.PublicAt(now).Count));
    }

    private static Brief Brief(BriefStatus status) => new()
    {
        Slug = "a",
        Id = "tag:hub.example,2026:a",
        Issue = 1,
        Title = "A",
        Dek = "A",
        Language = "en",
        Status = status,
        Published = Monday,
        Updated = Monday,
        Sections = [],
    };
}
