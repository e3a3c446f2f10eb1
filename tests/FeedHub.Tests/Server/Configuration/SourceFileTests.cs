using FeedHub.Core.Sources.Settings;

namespace FeedHub.Tests.Server.Configuration;

public sealed class SourceFileTests : IDisposable
{
    private readonly TemporaryConfig config = new();

    [Theory]
    [InlineData("id: alpha", "id: Alpha One", "sources/alpha.yaml:1: id: 'Alpha One' may contain only lower-case letters a to z, digits "
        + "and single hyphens")]
    [InlineData("id: alpha", "", "sources/alpha.yaml:2: id: is missing; add it")]
    [InlineData("https://alpha.example/feed", "ftp://alpha.example/feed",
        "sources/alpha.yaml:3: url: 'ftp://alpha.example/feed' is not a web address; write it in full, such as https://example.org/feed")]
    [InlineData("kind: press", "kind: news", "sources/alpha.yaml:5: kind: 'news' is not one of state, official, party, independent, press, "
        + "agency, broadcaster, diaspora, exile, think-tank")]
    [InlineData("kind: press", "kind: press\nlanguge: en", "sources/alpha.yaml:6: languge: is not a recognised key; did you mean "
        + "'language'?")]
    [InlineData("kind: press", "kind: press\ncountries: [AZ, Georgia]",
        "sources/alpha.yaml:6: countries: 'Georgia' is not a country code; write a two-letter ISO 3166 code, such as AM, AZ or GE")]
    [InlineData("kind: press", "kind: press\ntimezone: Baku", "sources/alpha.yaml:6: timezone: 'Baku' is not a time zone; write an IANA "
        + "name, such as Asia/Baku")]
    [InlineData("kind: press", "kind: press\nverified: 9 November", "sources/alpha.yaml:6: verified: '9 November' is not a date; write "
        + "year-month-day, such as 2026-11-09")]
    [InlineData("kind: press", "kind: press\nidentity: url", "sources/alpha.yaml:6: identity: 'url' is not one of guid, link")]
    [InlineData("kind: press", "kind: press\nrepublish: all", "sources/alpha.yaml:6: republish: 'all' is not one of title, excerpt, full")]
    [InlineData("kind: press", "kind: press\nmax_size: 20",
        "sources/alpha.yaml:6: max_size: '20' is not a size; write a number and a unit, such as 500KiB or 20MiB")]
    [InlineData("kind: press", "kind: press\nmax_size: 20MB",
        "sources/alpha.yaml:6: max_size: '20MB' is not a size; write a number and a unit, such as 500KiB or 20MiB")]
    [InlineData("kind: press", "kind: press\nmax_size: 101MiB",
        "sources/alpha.yaml:6: max_size: '101MiB' must lie between 1KiB and 100MiB")]
    [InlineData("kind: press", "kind: press\nmax_size: 0 KiB",
        "sources/alpha.yaml:6: max_size: '0 KiB' must lie between 1KiB and 100MiB")]
    [InlineData("kind: press", "kind: press\nproxy: here", "sources/alpha.yaml:6: proxy: 'here' is not a proxy address; write one such as "
        + "http://127.0.0.1:3128 or socks5://127.0.0.1:9050")]
    [InlineData("kind: press", "kind: press\nproxy: http://anna:p4ss@proxy.example:3128",
        "sources/alpha.yaml:6: proxy: contains a user name; write 'http://proxy.example:3128', and name the environment variable with name "
        + "and password in 'proxy_variable'")]
    [InlineData("kind: press", "kind: press\nproxy: htp://anna:p4ss@proxy.example",
        "sources/alpha.yaml:6: proxy: 'htp://proxy.example' is not a proxy address; write one such as http://127.0.0.1:3128 or "
        + "socks5://127.0.0.1:9050")]
    [InlineData("kind: press", "kind: press\nproxy_variable: anna:p4ss",
        "sources/alpha.yaml:6: proxy_variable: is not the name of an environment variable; write one such as ALPHA_FEED_KEY, never the "
        + "secret itself")]
    [InlineData("kind: press", "kind: press\nenabled: no", "sources/alpha.yaml:6: enabled: 'no' is neither true nor false")]
    [InlineData("kind: press", "kind: press\nenabled: false", "sources/alpha.yaml:6: reason: is missing; say in a sentence why the source "
        + "is disabled")]
    [InlineData("kind: press", "kind: press\nfallback_urls:\n  - https://alpha.example/rss\n  - rss",
        "sources/alpha.yaml:8: fallback_urls: 'rss' is not a web address; write it in full, such as https://example.org/feed")]
    [InlineData("kind: press", "kind: [press", "sources/alpha.yaml:6: not YAML: while parsing a flow sequence, did not find expected ',' "
        + "or ']'")]
    public void A_mistake_is_told_by_line_and_key_and_costs_that_source_alone(string good, string bad, string problem)
    {
        config.Write("sources/alpha.yaml", TemporaryConfig.Source.Replace(good, bad, StringComparison.Ordinal));
        config.Write("sources/beta.yaml", TemporaryConfig.Source.Replace("alpha", "beta", StringComparison.Ordinal));
        var reading = config.Read();
        Assert.Equal(problem, config.Problems(reading));
        Assert.Equal("beta", Assert.Single(reading.Sources).Id.Value);
    }

    [Fact]
    public void Every_key_is_read()
    {
        config.Write("sources/alpha.yaml", """
            id: alpha
            title: "Ալֆա"
            home: https://alpha.example/
            url: https://alpha.example/feed
            fallback_urls: [https://alpha.example/rss]
            language: hy
            countries: [am, GE]
            regions: north-caucasus
            kind: think-tank
            timezone: Asia/Yerevan
            identity: link
            user_agent: Browser/1
            interval: 20m
            politeness: { spacing: 5s, connections: 1, scope: host }
            credential: { kind: header, name: X-Api-Key, variable: ALPHA_KEY }
            proxy: socks5://127.0.0.1:9050
            proxy_variable: ALPHA_PROXY
            max_size: 25.5MiB
            republish: full
            verified: 2026-10-03
            enabled: false
            reason: It is closed.
            """);
        var source = Assert.Single(config.Read().Sources);
        Assert.Equal(["AM", "GE"], source.Countries);
        Assert.Equal(["north-caucasus"], source.Regions);
        Assert.Equal(SourceKind.ThinkTank, source.Kind);
        Assert.Equal("Asia/Yerevan", source.TimeZone);
        Assert.Equal((SourceIdentity.Link, Republish.Full, 26_738_688), (source.Identity, source.Republish, source.MaxBytes));
        Assert.Equal(new DateOnly(2026, 10, 3), source.Verified);
        Assert.Equal(
            (TimeSpan.FromMinutes(20), new SourcePoliteness(TimeSpan.FromSeconds(5), 1, PolitenessScope.Host)),
            (source.Interval, source.Politeness));
        Assert.Equal(new SourceCredential(CredentialKind.Header, "ALPHA_KEY", "X-Api-Key"), source.Credential);
        Assert.Equal(
            ("Ալֆա", "Browser/1", "socks5://127.0.0.1:9050", "ALPHA_PROXY"),
            (source.Title, source.UserAgent, source.Proxy, source.ProxyVariable));
        Assert.Equal((false, "It is closed."), (source.Enabled, source.Reason));
    }

    [Fact]
    public void Of_two_that_claim_one_ID_the_one_that_had_it_keeps_it()
    {
        var kept = config.Read().GoodTexts;
        config.Write("sources/a-copy.yaml", TemporaryConfig.Source.Replace("title: Alpha", "title: Copy", StringComparison.Ordinal));
        var reading = config.Read(kept);
        Assert.Equal(
            $"sources/a-copy.yaml:1: id: 'alpha' is already the ID of sources/alpha.yaml; give each source its own",
            config.Problems(reading));
        Assert.Equal("Alpha", Assert.Single(reading.Sources).Title);
    }

    [Fact]
    public void There_may_be_no_sources_at_all()
    {
        Directory.Delete(Path.Combine(config.Folder, "sources"), recursive: true);
        var reading = config.Read();
        Assert.Empty(reading.Sources);
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void A_file_with_the_wrong_ending_is_told_and_a_hidden_one_is_not_ours()
    {
        config.Write("sources/beta.yml", TemporaryConfig.Source);
        config.Write("sources/.alpha.yaml.swp", "x");
        config.Write("sources/README.md", "x");
        Assert.Equal("sources/beta.yml:1: is not read; change its ending to .yaml", config.Problems(config.Read()));
    }

    public void Dispose() => config.Dispose();
}
