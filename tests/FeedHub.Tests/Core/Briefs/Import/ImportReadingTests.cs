using FeedHub.Core.Briefs.Import;

namespace FeedHub.Tests.Core.Briefs.Import;

public sealed class ImportReadingTests
{
    private static readonly DateTimeOffset Date = new(2026, 11, 16, 8, 0, 0, TimeSpan.Zero);
    private static readonly ImportedBrief Undated = new() { Slug = "a", Title = "A", Dek = "Dek.", Markdown = "Text.\n" };

    [Fact]
    public void A_date_that_a_person_gives_wins_over_the_sources()
    {
        var read = new ImportReading.Read(Undated with { Published = Date });
        Assert.Equal(read, read.Dated(null));
        Assert.Equal(new ImportReading.Read(Undated with { Published = Date.AddDays(1) }), read.Dated(Date.AddDays(1)));
        Assert.Equal(read, new ImportReading.Read(Undated).Dated(Date));
    }

    [Fact]
    public void What_has_no_date_is_refused_with_the_line_that_may_tell_it()
    {
        var read = new ImportReading.Read(Undated with { DateLine = "November 16, 2026" });
        Assert.Equal(
            "has no machine-readable publication date; give the date with --published, "
            + "such as --published 2026-11-16T08:00:00+04:00 (its text says “November 16, 2026”)",
            Assert.IsType<ImportReading.Refused>(read.Dated(null)).Reason);
    }

    [Fact]
    public void What_was_refused_stays_so_whatever_date_is_given()
    {
        var refused = new ImportReading.Refused("has no text");
        Assert.Same(refused, refused.Dated(Date));
    }
}
