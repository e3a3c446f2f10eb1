using FeedHub.Core.Briefs;
using FeedHub.Formats.Writing;

namespace FeedHub.Tests.Server.Configuration;

public sealed class SeriesFileTests : IDisposable
{
    private const string File = "series/weekly/series.yaml";
    private readonly TemporaryConfig config = new();

    [Theory]
    [InlineData("aliases: [category/brief/feed]", "series/weekly/series.yaml:5: aliases.path: 'category/brief/feed' is not a path of this "
        + "site; write one such as /category/brief/feed, without the host")]
    [InlineData("aliases: [/]", "series/weekly/series.yaml:5: aliases.path: '/' is not a path of this site; write one such as "
        + "/category/brief/feed, without the host")]
    [InlineData("aliases: ['/?feed=rss2']", "series/weekly/series.yaml:5: aliases.path: '/?feed=rss2' is not a path of this site; write "
        + "one such as /category/brief/feed, without the host")]
    [InlineData("aliases:\n  - {path: /feed, format: xml}", "series/weekly/series.yaml:6: aliases.format: 'xml' is not one of")]
    [InlineData("aliases:\n  - {path: /feed, to: atom}", "series/weekly/series.yaml:6: aliases.to: is not a recognised key")]
    [InlineData("licence: CC BY", "series/weekly/series.yaml:5: licence: 'CC BY' is not a web address; write it in full, such as "
        + "https://example.org/feed")]
    public void A_mistake_is_told_by_line_and_key_and_costs_no_other_series(string line, string problem)
    {
        config.Write(File, TemporaryConfig.Series + line + "\n");
        config.Write("series/other/series.yaml", TemporaryConfig.Series);
        var reading = config.Read();
        Assert.StartsWith(problem, config.Problems(reading), StringComparison.Ordinal);
        Assert.Equal("other", Assert.Single(reading.Series).Series.Slug);
    }

    [Fact]
    public void An_address_leads_to_one_series_only()
    {
        config.Write(File, TemporaryConfig.Series + "aliases: [/feed/]\n");
        config.Write("series/other/series.yaml", TemporaryConfig.Series + "aliases: [/feed]\n");
        var reading = config.Read();
        Assert.Equal(
            "series/weekly/series.yaml:5: aliases.path: '/feed' already leads to the series of series/other/series.yaml; remove it from "
                + "one",
            config.Problems(reading));
        Assert.Equal("other", Assert.Single(reading.Series).Series.Slug);
    }

    [Fact]
    public void Aliases_are_paths_to_the_RSS_unless_they_say_otherwise()
    {
        config.Write(File, TemporaryConfig.Series + "aliases:\n  - /category/brief/feed/\n  - {path: /old.atom, format: atom}\n");
        Assert.Equal(
            [new FeedAlias("/category/brief/feed", FeedFormats.Rss), new FeedAlias("/old.atom", FeedFormats.Atom)],
            Assert.Single(config.Read().Series).Series.Aliases);
    }

    [Fact]
    public void An_alias_leads_to_any_format_that_series_are_offered_in()
    {
        config.Write(
            File,
            TemporaryConfig.Series + "aliases:\n"
                + string.Concat(FeedFormats.All.Select(f => $"  - {{path: /old-{f.Extension}, format: {f.Extension}}}\n")));
        var reading = config.Read();
        var offered = FeedFormats.From(FeedOffer.Series).ToList();
        Assert.Equal(FeedFormats.All.Count - offered.Count, reading.Problems.Count);
        if (reading.Problems.Count == 0)
        {
            Assert.Equal(
            offered.Select(f => new FeedAlias($"/old-{f.Extension}", f)), Assert.Single(reading.Series).Series.Aliases);
        }
    }

    [Fact]
    public void A_bad_series_file_is_told_and_another_series_stands()
    {
        config.Write("series/second/series.yaml", "title: Second\n");
        config.Write("series/Third One/series.yaml", TemporaryConfig.Series);
        var reading = config.Read();
        Assert.Equal("""
            series/Third One/series.yaml:1: the folder's name 'Third One' may contain only lower-case letters a to z, digits and single hyphens
            series/second/series.yaml:1: description: is missing; add it
            series/second/series.yaml:1: language: is missing; add it
            series/second/series.yaml:1: publisher: is missing; add it
            """, config.Problems(reading));
        Assert.Equal("weekly", Assert.Single(reading.Series).Series.Slug);
    }

    [Fact]
    public void A_rule_of_withdrawal_that_is_none_is_told_with_those_that_are()
    {
        config.Write("series/weekly/series.yaml", TemporaryConfig.Series + "follow: { url: https://desk.example/feed/, withdraw: soon }\n");
        Assert.Contains("follow.withdraw: 'soon' is not one of", config.Problems(config.Read()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://desk.example/wp-json/wp/v2/posts", "", "https://desk.example/wp-json/wp/v2/posts", "")]
    [InlineData("https://a.example/b/wp-json/wp/v2/posts?categories=7,9", "", "https://a.example/b/wp-json/wp/v2/posts", "7,9")]
    [InlineData("https://desk.example/?rest_route=/wp/v2/posts&categories=7", "", "https://desk.example/?rest_route=/wp/v2/posts", "7")]
    [InlineData("https://a.example/wp-json/wp/v2/posts?categories=7", ", category: 3", "https://a.example/wp-json/wp/v2/posts", "3")]
    [InlineData(
        "https://desk.example/feed/", ", url: 'https://desk.example/wp-json/wp/v2/posts', category: [3, 4]",
        "https://desk.example/wp-json/wp/v2/posts", "3,4")]
    public void Drafts_go_to_the_WordPress_that_is_followed_and_into_its_categories_unless_it_says_otherwise(
        string follow, string more, string url, string categories)
    {
        config.Write(
            File, TemporaryConfig.Series + $"follow: {follow}\nwordpress: {{ user: desk, password_variable: WORDPRESS_DESK{more} }}\n");
        var reading = config.Read();
        Assert.Equal("", config.Problems(reading));
        var account = Assert.Single(reading.Series).Series.WordPress!;
        Assert.Equal((url, "desk", "WORDPRESS_DESK"), (account.Url, account.User, account.PasswordVariable));
        Assert.Equal(categories, string.Join(',', account.Categories));
        Assert.EndsWith("/wp-admin/post.php?post=12&action=edit", account.EditAddress(12), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user: desk, password_variable: W", "wordpress.url: is missing; add it")]
    [InlineData("url: 'https://x.example/f', user: desk, password_variable: W", "wordpress.url: 'https://x.example/f' is not the address")]
    [InlineData(
        "url: 'https://u:secret@x.example/wp-json/wp/v2/posts', user: desk, password_variable: W",
        "wordpress.url: 'https://x.example/wp-json/wp/v2/posts' is not the address")]
    [InlineData("url: 'https://x.example/wp-json/wp/v2/posts', password_variable: W", "wordpress.user: is missing; add it")]
    [InlineData("url: 'https://x.example/wp-json/wp/v2/posts', user: 'a:b', password_variable: W", "wordpress.user: contains a colon")]
    [InlineData("url: 'https://x.example/wp-json/wp/v2/posts', user: desk", "wordpress.password_variable: is missing; add it")]
    [InlineData(
        "url: 'https://x.example/wp-json/wp/v2/posts', user: desk, password: abcd", "wordpress.password: is not a recognised key")]
    [InlineData(
        "url: 'https://x.example/wp-json/wp/v2/posts', user: desk, password_variable: W, category: News",
        "wordpress.category: 'News' is not the number of a category")]
    public void A_mistake_in_the_account_of_WordPress_is_told_by_line_and_key_and_shows_no_password(string account, string problem)
    {
        config.Write(File, TemporaryConfig.Series + $"wordpress: {{ {account} }}\n");
        var problems = config.Problems(config.Read());
        Assert.Contains($"series/weekly/series.yaml:5: {problem}", problems, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problems, StringComparison.Ordinal);
    }

    public void Dispose() => config.Dispose();
}
