using System.Diagnostics;
using FeedHub.Core.Briefs;
using FeedHub.Server.Configuration;

namespace FeedHub.Tests.Server.Configuration;

/// <summary>What a file does that was made to harm: it is named, and all others stay in force.</summary>
public sealed class HostileFileTests : IDisposable
{
    private const string Brief = "series/weekly/briefs/bad.md";

    private readonly TemporaryConfig config = new();

    [Theory]
    [InlineData("? &a [ *a ]\n", "1: '&a' is an anchor; anchors and aliases are not supported, so remove it")]
    [InlineData("title: &a Alpha\n", "1: '&a' is an anchor; anchors and aliases are not supported, so remove it")]
    [InlineData("id: x\ntitle: *a\n", "2: '*a' is an alias; aliases are not supported, so write the value out")]
    [InlineData("id: x\n[a]: b\n", "2: a list or mapping is used as a key here; a key must be a word")]
    [InlineData("id: x\n? {a: b}\n: c\n", "2: a list or mapping is used as a key here; a key must be a word")]
    [InlineData("id: x\n<<: {a: b}\n", "2: '<<' merges mappings, which is not supported; write the keys out")]
    [InlineData("id: !!str x\ntitle: !mine x\n", "2: '!mine' is the tag of a type that is not supported; remove it")]
    public void What_a_file_never_needs_of_YAML_is_refused_by_line(string yaml, string problem)
    {
        config.Write("sources/bad.yaml", yaml);
        Assert.Equal($"sources/bad.yaml:{problem}", config.Problems(Others()));
    }

    [Fact]
    public void Keys_that_double_by_aliases_are_refused_at_once()
    {
        config.Write(
            "gazetteer/bad.yaml",
            "? &a0 x\n: 1\n" + string.Concat(Enumerable.Range(1, 60).Select(n => $"? &a{n} [*a{n - 1}, *a{n - 1}]\n: 1\n")));
        Assert.StartsWith("gazetteer/bad.yaml:1: '&a0' is an anchor", config.Problems(Others()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- a: b\n", 60_000, "has more than 200000 values up to here; split the file")]
    [InlineData("a: {", 21, "nested more than 20 levels deep; nothing here needs more than three")]
    public void YAML_of_too_much_is_refused(string piece, int times, string problem)
    {
        config.Write("sources/bad.yaml", Times(piece, times));
        Assert.Contains(problem, config.Problems(Others()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- ", 64, "lists and quotations are nested more than 40 levels deep; reduce the nesting")]
    [InlineData("1. ", 64, "lists and quotations are nested more than 40 levels deep; reduce the nesting")]
    [InlineData("> ", 130, "lists and quotations are nested more than 40 levels deep; reduce the nesting")]
    [InlineData("> ", 450_000, "the text has")]
    [InlineData("> - ", 30, "lists and quotations are nested more than 40 levels deep; reduce the nesting")]
    [InlineData("![a ", 130, "emphasis, links or pictures are nested more than 40 levels deep; reduce the nesting")]
    [InlineData("![a](", 180_000, "the text has")]
    [InlineData("![a](", 40_000, "has too many marks")]
    [InlineData("[a]: b\n", 30_000, "has too many marks")]
    [InlineData("[^1]: a\n", 30_000, "has too many marks")]
    [InlineData("***a", 40_000, "has too many marks")]
    [InlineData("*a_ ", 40_000, "has too many marks")]
    [InlineData("a<?", 40_000, "has too many marks")]
    [InlineData("www.a.b ", 30_000, "has too many marks")]
    [InlineData("ftp://a_", 30_000, "has too many marks")]
    [InlineData("a\n-\n", 40_000, "has too many marks")]
    public void Markdown_that_would_cost_too_much_is_refused(string piece, int times, string problem)
    {
        config.Write(Brief, TemporaryConfig.Brief.Replace("Text.", "Text.\n\n" + Times(piece, times) + "x", StringComparison.Ordinal));
        Assert.Contains(problem, config.Problems(Others()), StringComparison.Ordinal);
    }

    [Fact]
    public void Emphasis_within_itself_overflows_no_stack_and_is_refused_by_line()
    {
        config.Write(
            Brief, TemporaryConfig.Brief.Replace("Text.", $"Text.\n\n## {Times("*", 1900)}a{Times("*", 1900)}", StringComparison.Ordinal));
        Assert.Equal(
            $"{Brief}:8: emphasis, links or pictures are nested more than 40 levels deep; reduce the nesting", config.Problems(Others()));
    }

    [Fact]
    public void A_wide_table_of_many_rows_is_refused()
    {
        config.Write(Brief, TemporaryConfig.Brief.Replace("Text.", $"{Times("|a", 900)}\n{Times("|-", 900)}\n{Times("|\n", 900)}",
            StringComparison.Ordinal));
        Assert.Contains("has tables with too many cells; make them smaller", config.Problems(Others()), StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_nested_line_by_line_are_refused_where_they_get_too_deep()
    {
        config.Write(
            Brief,
            TemporaryConfig.Brief.Replace(
                "Text.", string.Concat(Enumerable.Range(0, 70).Select(n => $"{Times("  ", n)}- a\n")), StringComparison.Ordinal));
        Assert.Equal(
            $"{Brief}:46: lists and quotations are nested more than 40 levels deep; reduce the nesting", config.Problems(Others()));
    }

    [Fact]
    public void A_brief_that_is_only_long_and_rich_is_read()
    {
        var text = string.Concat(Enumerable.Range(0, 300).Select(n =>
            $"**Item {n}.** A *word* of [a link](https://example.org/{n}) and `code`, https://example.org/.\n\n- one\n  - two\n    - "
                + $"*three*\n\n* * * * * * * * * *\n\n"));
        config.Write(Brief, TemporaryConfig.Brief.Replace("Text.", text + Times(" ", 200) + "code\n", StringComparison.Ordinal));
        var reading = config.Read();
        Assert.Empty(reading.Problems);
        Assert.Equal(2, reading.Series[0].Briefs.Count);
    }

    [Fact]
    public void A_last_good_text_that_is_bad_by_now_harms_nothing_else()
    {
        var bad = TemporaryConfig.Brief.Replace("Text.", Times("- ", 64) + "x", StringComparison.Ordinal);
        config.Write(Brief, bad + "\n");
        var reading = config.Read(new Dictionary<string, string> { [Brief] = bad });
        Assert.Equal($"{Brief}:6: lists and quotations are nested more than 40 levels deep; reduce the nesting", config.Problems(reading));
        Assert.Equal("first", Assert.Single(reading.Series[0].Briefs).Brief.Slug);
    }

    [Theory]
    [InlineData("series/weekly/briefs/pipe.md")]
    [InlineData("sources/pipe.yaml")]
    [InlineData("gazetteer/pipe.yaml")]
    [InlineData("series/daily/series.yaml")]
    public async Task A_pipe_is_passed_over_and_told(string path)
    {
        Pipe(path);
        var reading = await Task.Run(Others).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal($"{path}:1: is a pipe, not a file, so it is ignored; remove it", config.Problems(reading));
    }

    [Fact]
    public async Task A_pipe_among_the_pictures_is_no_picture()
    {
        Pipe("series/weekly/media/map.png");
        config.Write(Brief, TemporaryConfig.Brief.Replace("Text.", "![A map](media/map.png)", StringComparison.Ordinal));
        var reading = await Task.Run(() => config.Read()).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal($"{Brief}:6: media/map.png: is a pipe, not a file, so it is ignored; remove it", config.Problems(reading));
    }

    [Fact]
    public void A_pipe_in_the_place_of_a_subscription_list_is_told()
    {
        Pipe("list.opml");
        var reading = TemporaryConfig.Read(config.Options with { OpmlFile = Path.Combine(config.Folder, "list.opml") });
        Assert.Equal("list.opml:1: is a pipe, not a file, so it is ignored; remove it", config.Problems(reading));
    }

    [Fact]
    public void A_folder_named_as_a_brief_is_passed_over_and_told()
    {
        Directory.CreateDirectory(Path.Combine(config.Folder, Brief));
        Assert.Equal($"{Brief}:1: is a folder, not a file, so it is ignored; remove it", config.Problems(Others()));
    }

    [Fact]
    public void A_link_to_a_file_is_read_as_that_file()
    {
        config.Write("..data/linked.md", TemporaryConfig.Brief);
        File.CreateSymbolicLink(Path.Combine(config.Folder, Brief), Path.Combine(config.Folder, "..data/linked.md"));
        var reading = config.Read();
        Assert.Empty(reading.Problems);
        Assert.Equal(2, reading.Series[0].Briefs.Count);
    }

    [Fact]
    public void A_line_of_an_imported_text_that_looks_like_a_filter_is_text()
    {
        const string Text = "## What we are watching\n\n**A vote.** Soon.\n\nwatch: {? &a [ *a ] : x}\n\nwatch: {country: AM}\n";
        var data = Path.Combine(config.Folder, "data");
        config.Write("data/briefs/weekly/post.md", TemporaryConfig.Brief.Replace("Text.", Text, StringComparison.Ordinal));
        var reading = TemporaryConfig.Read(config.Options with { DataDirectory = data });
        Assert.Empty(reading.Problems);
        var item = Assert.Single(reading.Series[0].Briefs.Single(b => b.Brief.Slug == "post").Brief.Sections[^1].Items);
        Assert.Null(item.Watch);
        Assert.Contains("watch: {? &amp;a [ *a ] : x}", item.Html, StringComparison.Ordinal);
        Assert.Contains("watch: {country: AM}", item.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_a_text_that_an_editor_wrote_here_is_a_filter()
    {
        const string Text = "## What we are watching\n\n**A vote.** Soon.\n\nwatch: {country: AM}\n";
        var data = Path.Combine(config.Folder, "data");
        config.Write(
            "data/briefs/weekly/post.md",
            TemporaryConfig.Brief.Replace("Text.", Text, StringComparison.Ordinal)
                .Replace("published", "edited: 2026-11-02\npublished", StringComparison.Ordinal));
        var reading = TemporaryConfig.Read(config.Options with { DataDirectory = data });
        Assert.Empty(reading.Problems);
        var item = Assert.Single(reading.Series[0].Briefs.Single(b => b.Brief.Slug == "post").Brief.Sections[^1].Items);
        Assert.Equal("?country=AM", item.Watch);
        Assert.DoesNotContain("watch", item.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_of_our_own_file_may_hold_no_anchor()
    {
        config.Write(
            Brief,
            TemporaryConfig.Brief.Replace(
                "Text.", "## What we are watching\n\n**A vote.** Soon.\n\nwatch: {? &a [ *a ] : x}\n", StringComparison.Ordinal));
        Assert.Equal($"{Brief}:10: '&a' is an anchor; anchors and aliases are not supported, so remove it", config.Problems(Others()));
    }

    [Fact]
    public void Items_of_one_name_get_anchors_in_linear_time()
    {
        config.Write(
            Brief,
            TemporaryConfig.Brief.Replace("Text.", "## What we are watching\n\n" + Times("### a\n\n", 20_000), StringComparison.Ordinal));
        var reading = config.Read();
        Assert.Empty(reading.Problems);
        Assert.Equal("w-a-20000", reading.Series[0].Briefs.Single(b => b.Brief.Slug == "bad").Brief.Sections[^1].Items[^1].Anchor);
    }

    public void Dispose() => config.Dispose();

    /// <summary>Reads, and sees that what is good is there all the same.</summary>
    private CatalogReading Others()
    {
        var reading = config.Read();
        Assert.Equal("alpha", Assert.Single(reading.Sources).Id.Value);
        Assert.Equal("first", Assert.Single(reading.Series[0].Briefs).Brief.Slug);
        Assert.Equal(BriefStatus.Usable, reading.Series[0].Briefs[0].Brief.Status);
        return reading;
    }

    private void Pipe(string path)
    {
        var file = Path.Combine(config.Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var made = Process.Start("mkfifo", [file]);
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
    }

    private static string Times(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
