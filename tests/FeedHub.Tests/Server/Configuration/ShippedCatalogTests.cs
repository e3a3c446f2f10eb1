using System.Text.RegularExpressions;
using FeedHub.Core.Briefs;
using FeedHub.Core.Catalog;
using FeedHub.Core.Sources.Settings;
using FeedHub.Server.Configuration;

namespace FeedHub.Tests.Server.Configuration;

/// <summary>Holds what comes with the repository in <c>feeds-config/</c>.</summary>
public partial class ShippedCatalogTests
{
    private static readonly FeedHubOptions Options = new() { ConfigDirectory = RepositoryFiles.Path("feeds-config") };
    private static readonly FeedCatalog Catalog = TemporaryConfig.Read(Options).Identified(s => BriefIdentities.From(s.Claims));

    [Fact]
    public void Nothing_is_wrong_in_it()
    {
        using var output = new StringWriter();
        Assert.Equal(0, CatalogCheck.Run(Options, output));
        Assert.Empty(Catalog.Problems);
        Assert.Contains("No problems found.", output.ToString());
    }

    [Fact]
    public void A_source_is_enabled_exactly_when_somebody_saw_it_work_and_disabled_with_a_reason() => Assert.All(Catalog.Sources, s =>
    {
        Assert.Equal(s.Enabled, s.Verified is not null);
        Assert.Equal(s.Enabled, s.Reason is null);
    });

    [Fact]
    public void A_source_has_the_name_of_its_file() => Assert.Equal(
        Directory.GetFiles(Path.Combine(Options.ConfigDirectory, "sources")).Select(Path.GetFileNameWithoutExtension)
            .Order(StringComparer.Ordinal),
        Catalog.Sources.Select(s => s.Id.Value));

    [Fact]
    public void Every_outlet_of_the_list_is_there_and_enabled_where_a_check_saw_it_work()
    {
        var rows = File.ReadLines(RepositoryFiles.SharedOrSkip("facts", "aggregation.md"))
            .SkipWhile(l => !l.StartsWith("## 4.", StringComparison.Ordinal))
                .TakeWhile(l => !l.StartsWith("## 5.", StringComparison.Ordinal))
            .Select(l => l.Split('|', StringSplitOptions.TrimEntries)).Where(c => c.Length > 6 && c[1] is not ("outlet" or "---")).ToList();
        Assert.True(rows.Count > 50);
        foreach (var row in rows)
        {
            var hosts = Host().Matches(row[2]).Select(m => m.Value.Replace("www.", "", StringComparison.Ordinal)).Distinct().ToList();
            var checkedToWork = row[6].StartsWith('V');
            // The check behind the row of TASS was of its Russian edition, which has a host of its own.
            foreach (var host in hosts.Where(h => h != "tass.com"))
            {
                var sources = Catalog.Sources.Where(
                    s => new Uri(s.Url).Host is var h && (h == host || h.EndsWith($".{host}", StringComparison.Ordinal)))
                    .ToList();
                Assert.True(sources.Count > 0, $"no source of {host}");
                Assert.True(
                    checkedToWork ? sources.Any(s => s.Enabled) : !sources.Any(s => s.Enabled && s.Language == row[3]),
                    $"{row[1]} ({row[6]})");
            }
        }
    }

    [Fact]
    public void The_readme_shows_the_coverage_that_check_prints()
    {
        using var output = new StringWriter();
        CatalogCheck.Run(Options, output);
        var printed = output.ToString();
        var table = printed[
            printed.IndexOf("| language", StringComparison.Ordinal)..printed.IndexOf("No problems found.", StringComparison.Ordinal)]
            .Trim();
        Assert.Contains(table, File.ReadAllText(RepositoryFiles.Path("README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_hole_in_the_coverage_names_candidates_and_each_has_a_home_page_to_find_its_feed_from()
    {
        var holes = CoverageTable.From(Catalog.Sources).Gaps;
        Assert.All(holes, h => Assert.StartsWith("no enabled ", h));
        Assert.Contains(holes, h => h.StartsWith("no enabled source in Turkish (tr); disabled: agos, ", StringComparison.Ordinal));
        Assert.DoesNotContain(
            holes, h => h.Contains("of Azerbaijan (AZ)", StringComparison.Ordinal) && !h.Contains("independent", StringComparison.Ordinal));
        Assert.All(Catalog.Sources, s => Assert.NotNull(s.Home));
    }

    [Fact]
    public void The_authorities_of_Abkhazia_and_South_Ossetia_do_not_count_as_voices_of_Georgia() =>
        Assert.DoesNotContain(Catalog.Sources,
            s => s.Regions.Any(r => r is "abkhazia" or "south-ossetia") && s.Countries.Contains("GE")
                && s.Kind is SourceKind.State or SourceKind.Official);

    [Fact]
    public void The_demonstration_briefs_have_the_house_shape()
    {
        var series = Assert.Single(Catalog.Series);
        Assert.True(series.Demonstration);
        Assert.Equal(3, series.Briefs.Count);
        Assert.All(series.Briefs, brief =>
        {
            Assert.StartsWith("This week's Azerbaijan Brief examines ", brief.Dek);
            Assert.Equal(DayOfWeek.Monday, brief.Published.DayOfWeek);
            Assert.Equal(
                [BriefSectionKind.Body, BriefSectionKind.Watching, BriefSectionKind.WhyItMatters], brief.Sections.Select(s => s.Kind));
            Assert.InRange(Paragraph().Count(brief.Sections[0].Html), 4, 6);
            Assert.Equal(3, brief.Sections[1].Items.Count);
            Assert.All(brief.Sections[1].Items, i => Assert.True(Paragraph().Count(i.Html) >= 2, i.Label));
            Assert.Equal(2, brief.Related.Count);
            Assert.InRange(brief.Image!.Length, 1, 60_000);
        });
    }

    [GeneratedRegex("<p>")]
    private static partial Regex Paragraph();

    [GeneratedRegex(@"([a-z0-9-]+\.)+[a-z]{2,}(?=/)")]
    private static partial Regex Host();
}
