using FeedHub.Core.Briefs;
using FeedHub.Server.Configuration;

namespace FeedHub.Tests.Server.Configuration;

public sealed class CatalogReaderTests : IDisposable
{
    private readonly TemporaryConfig config = new();

    [Theory]
    [InlineData("sources/alpha.yaml")]
    [InlineData("series/weekly/series.yaml")]
    [InlineData("series/weekly/briefs/first.md")]
    public void The_last_good_text_stands_in_for_a_bad_file(string path)
    {
        var before = config.Read();
        config.Write(path, "nothing: of use\n");
        var reading = config.Read(before.GoodTexts);
        Assert.StartsWith(path, config.Problems(reading));
        Assert.Equal("Alpha", Assert.Single(reading.Sources).Title);
        Assert.Equal("First", Assert.Single(Assert.Single(reading.Series).Briefs).Brief.Title);
        Assert.Equal(before.GoodTexts, reading.GoodTexts);
        Assert.NotEqual(before.Hash, reading.Hash);
    }

    [Fact]
    public void A_file_that_is_taken_away_leaves_nothing_behind()
    {
        var before = config.Read();
        config.Delete("sources/alpha.yaml");
        config.Delete("series/weekly/briefs/first.md");
        var reading = config.Read(before.GoodTexts);
        Assert.Empty(reading.Problems);
        Assert.Empty(reading.Sources);
        Assert.Empty(reading.Series[0].Briefs);
        Assert.Equal(["site.yaml", "series/weekly/series.yaml"], reading.GoodTexts.Keys);
    }

    [Fact]
    public void The_last_good_site_stands_in_for_a_bad_one_or_else_the_standing_one()
    {
        var before = config.Read();
        var standing = before.Identified(s => BriefIdentities.From(s.Claims));
        config.Write("site.yaml", "title: Alone\n");
        foreach (var reading in new[] { config.Read(before.GoodTexts), config.Read(null, standing) })
        {
            Assert.Equal("Test hub", reading.Site!.Title);
            Assert.Equal(3, reading.Problems.Count);
        }
        Assert.Throws<CatalogException>(() => config.Read().Identified(s => BriefIdentities.From(s.Claims)));
    }

    [Fact]
    public void The_hash_is_of_what_was_read_and_of_nothing_else()
    {
        var hash = config.Read().Hash;
        Assert.Equal(hash, config.Read().Hash);
        using var same = new TemporaryConfig();
        Assert.Equal(hash, same.Read().Hash);
        Assert.NotEqual(hash, TemporaryConfig.Read(config.Options with { PublicUrl = "https://other.example" }).Hash);
        config.WriteBytes("series/weekly/media/a.png", [1]);
        var withPicture = config.Read().Hash;
        Assert.NotEqual(hash, withPicture);
        config.WriteBytes("series/weekly/media/a.png", [2]);
        Assert.NotEqual(withPicture, config.Read().Hash);
    }

    [Fact]
    public void Briefs_come_newest_first_with_numbers_in_order_of_publication()
    {
        config.Write(
            "series/weekly/briefs/a-later.md", TemporaryConfig.Brief.Replace("2026-11-02", "2026-11-09", StringComparison.Ordinal));
        var series = Assert.Single(config.Read().Identified(s => BriefIdentities.From(s.Claims)).Series);
        Assert.Equal([("a-later", (int?)2), ("first", 1)], series.Briefs.Select(b => (b.Slug, b.Issue)));
        Assert.Equal("tag:hub.example,2026:series/weekly/first", series.Briefs[1].Id);
    }

    [Theory]
    [InlineData("site.yaml", "")]
    [InlineData("sources/alpha.yaml", "0 sources, 0 of them enabled; 1 series with 1 briefs.")]
    public void A_check_of_what_is_wrong_says_so_and_fails(string path, string then)
    {
        config.Write(path, "oops: 1\n");
        using var output = new StringWriter();
        Assert.Equal(1, CatalogCheck.Run(config.Options, output));
        Assert.StartsWith($"{config.Folder}/{path}:1: ", output.ToString());
        Assert.Contains(then, output.ToString());
    }

    [Fact]
    public void An_empty_series_has_no_briefs_and_no_problems()
    {
        config.Delete("series/weekly/briefs/first.md");
        var series = Assert.Single(config.Read().Identified(s => BriefIdentities.From(s.Claims)).Series);
        Assert.Empty(series.Briefs);
    }

    public void Dispose() => config.Dispose();
}
