using FeedHub.Core.Catalog;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;

namespace FeedHub.Tests.Core.Catalog;

public class CoverageTableTests
{
    [Fact]
    public void A_source_counts_in_each_of_its_countries()
    {
        var table = CoverageTable.From(
            [Source("a", "en", SourceKind.Press, "GE", "AM"), Source("b", "en", SourceKind.Press, "GE") with { Enabled = false }]);
        Assert.Equal([new("en", "AM", "press", 1, 0), new("en", "GE", "press", 1, 1)], table.Rows);
    }

    [Fact]
    public void What_a_source_does_not_tell_is_counted_as_untold()
    {
        var opml = new Source { Id = new("x"), Title = "x", Url = "https://x.example/" };
        Assert.Equal(new("–", "–", "–", 1, 0), Assert.Single(CoverageTable.From([opml]).Rows));
    }

    [Fact]
    public void A_disabled_source_fills_no_hole_but_is_named_in_it()
    {
        var holes = CoverageTable.From(
            [Source("uzel", "ru", SourceKind.Independent, "RU") with { Enabled = false, Regions = ["north-caucasus"] }]).Gaps;
        Assert.Contains("no enabled source on the North Caucasus; disabled: uzel", holes);
        Assert.Contains("no enabled source in Russian (ru); disabled: uzel", holes);
        Assert.Contains("no source in Turkish (tr)", holes);
        Assert.Contains("no state or official source from Georgia (GE)", holes);
    }

    [Fact]
    public void A_source_of_several_countries_speaks_for_none_of_them_alone()
    {
        var holes = CoverageTable.From(
            [Source("regional", "en", SourceKind.Independent, "AM", "AZ", "GE"), Source("own", "ka", SourceKind.Independent, "GE")]).Gaps;
        Assert.Contains("no independent or exile source from Armenia (AM)", holes);
        Assert.DoesNotContain(holes, h => h.Contains("independent or exile source from Georgia (GE)", StringComparison.Ordinal));
    }

    private static Source Source(string id, string language, SourceKind kind, params string[] countries) =>
        new() { Id = new(id), Title = id, Url = $"https://{id}.example/", Language = language, Kind = kind, Countries = countries };
}
