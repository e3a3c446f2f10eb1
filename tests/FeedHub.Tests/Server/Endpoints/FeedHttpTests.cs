using System.Globalization;
using System.Net;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>How feeds speak HTTP (RFC 9110), for every format and content coding.</summary>
[Collection(typeof(ReadersOfServedHub))]
public sealed class FeedHttpTests(ServedHub hub)
{
    private const string Archive = "/series/weekly/archive/2025/feed";
    private static readonly string[] Codings = ["identity", "gzip", "br"];

    public static MatrixTheoryData<string, string> Feeds => new(
        ["/timeline/feed.rss", "/timeline/feed.atom", "/timeline/feed.json", "/timeline/feed.atom?lang=ru",
            "/series/azerbaijan-brief/feed.rss", "/series/azerbaijan-brief/feed.atom", "/series/azerbaijan-brief/feed.json",
            "/series/weekly/topics/gas/feed.rss", "/series/weekly/topics/gas/feed.atom", "/series/weekly/topics/gas/feed.json",
            Archive + ".rss", Archive + ".atom", Archive + ".json", "/sources/health.atom", "/feeds.opml"],
        Codings);

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task Each_coding_holds_the_same_bytes_under_a_strong_tag_of_its_own(string path, string coding)
    {
        using var plain = await hub.Client.GetAsync(path);
        using var coded = await hub.Client.GetAsync(path, ("Accept-Encoding", coding));
        Assert.Equal(coding == "identity" ? null : coding, coded.Header("Content-Encoding"));
        Assert.Equal(await plain.Content.ReadAsByteArrayAsync(), await coded.DecodedAsync());
        Assert.Equal(coding == "identity", plain.Header("ETag") == coded.Header("ETag"));
        Assert.Matches("^\"[^\"]+\"$", coded.Header("ETag"));
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task A_304_repeats_what_the_200_said_of_the_representation_and_has_no_body(string path, string coding)
    {
        using var full = await hub.Client.GetAsync(path, ("Accept-Encoding", coding));
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var unchanged = await hub.Client.SendAsync(
                method, path, ("Accept-Encoding", coding), ("If-None-Match", full.Header("ETag")!));
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
            foreach (var name in new[] { "ETag", "Last-Modified", "Cache-Control", "Vary", "Link", "Access-Control-Allow-Origin" })
                Assert.Equal(full.Header(name), unchanged.Header(name));
            Assert.Empty(await unchanged.Content.ReadAsByteArrayAsync());
            Assert.Null(unchanged.Header("Content-Type"));
            Assert.Null(unchanged.Header("Content-Encoding"));
        }
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task A_tag_of_another_coding_of_the_same_version_is_a_304(string path, string coding)
    {
        using var held = await hub.Client.GetAsync(path, ("Accept-Encoding", coding));
        foreach (var now in Codings)
        {
            using var asked = await hub.Client.GetAsync(path, ("Accept-Encoding", now), ("If-None-Match", held.Header("ETag")!));
            Assert.Equal((HttpStatusCode.NotModified, held.Header("ETag")), (asked.StatusCode, asked.Header("ETag")));
        }
    }

    [Theory]
    [InlineData("{0}", true)]
    [InlineData("W/{0}", true)]
    [InlineData("*", true)]
    [InlineData("\"other\", {0}", true)]
    [InlineData("W/\"other\",W/{0} , \"third\"", true)]
    [InlineData("\"with, a comma\", {0}", true)]
    [InlineData("\"other\"", false)]
    [InlineData("\"\"", false)]
    [InlineData("not a tag", false)]
    [InlineData("\"unfinished", false)]
    public async Task If_none_match_is_read_in_all_its_forms(string form, bool unchanged)
    {
        foreach (var path in new[] { "/timeline/feed.rss", "/timeline/feed.atom", "/timeline/feed.json" })
        {
            using var full = await hub.Client.GetAsync(path);
            using var asked = await hub.Client.GetAsync(
                path, ("If-None-Match", string.Format(CultureInfo.InvariantCulture, form, full.Header("ETag"))));
            Assert.Equal(unchanged ? HttpStatusCode.NotModified : HttpStatusCode.OK, asked.StatusCode);
        }
    }

    [Fact]
    public async Task If_none_match_may_stand_on_several_lines()
    {
        using var full = await hub.Client.GetAsync("/timeline/feed.atom");
        using var asked = await hub.Client.GetAsync(
            "/timeline/feed.atom", ("If-None-Match", "\"other\""), ("If-None-Match", full.Header("ETag")!));
        Assert.Equal(HttpStatusCode.NotModified, asked.StatusCode);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(86400, true)]
    [InlineData(-1, false)]
    public async Task If_modified_since_is_compared_to_the_second(int seconds, bool unchanged)
    {
        using var full = await hub.Client.GetAsync("/timeline/feed.atom");
        var since = DateTimeOffset.Parse(full.Header("Last-Modified")!, CultureInfo.InvariantCulture).AddSeconds(seconds);
        foreach (var form in new[] { "R", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy" })
        {
            using var asked = await hub.Client.GetAsync(
                "/timeline/feed.atom", ("If-Modified-Since", since.ToUniversalTime().ToString(form, CultureInfo.InvariantCulture)));
            Assert.Equal(unchanged ? HttpStatusCode.NotModified : HttpStatusCode.OK, asked.StatusCode);
        }
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("1700000000")]
    [InlineData("Mon, 32 Foo 2026 25:61:00 GMT")]
    public async Task A_date_that_cannot_be_read_is_no_condition(string date)
    {
        using var asked = await hub.Client.GetAsync("/timeline/feed.atom", ("If-Modified-Since", date));
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
    }

    [Fact]
    public async Task If_none_match_beats_if_modified_since()
    {
        using var full = await hub.Client.GetAsync("/timeline/feed.atom");
        using var changed = await hub.Client.GetAsync(
            "/timeline/feed.atom", ("If-None-Match", "\"other\""), ("If-Modified-Since", full.Header("Last-Modified")!));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        using var unchanged = await hub.Client.GetAsync(
            "/timeline/feed.atom", ("If-None-Match", full.Header("ETag")!), ("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"));
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task Every_answer_says_what_it_varies_by_how_long_it_keeps_and_who_may_read_it(string path, string coding)
    {
        foreach (var headers in new (string, string)[][] { [], [("Accept-Encoding", coding)] })
        {
            using var answer = await hub.Client.GetAsync(path, headers);
            Assert.Contains("Accept-Encoding", answer.Header("Vary"), StringComparison.OrdinalIgnoreCase);
            Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
            Assert.Equal($"<{ServedHub.Address}{path}>; rel=\"self\"", answer.Header("Link")!.Split(", ")[0]);
            var caching = answer.Headers.CacheControl!;
            Assert.True(caching.Public);
            Assert.True(caching.MaxAge >= TimeSpan.FromSeconds(60));
            Assert.Superset(
                path.StartsWith(Archive, StringComparison.Ordinal)
                    ? new HashSet<string> { "immutable" }
                    : ["stale-while-revalidate", "stale-if-error"], caching.Extensions.Select(e => e.Name).ToHashSet());
            Assert.Null(answer.Header("Set-Cookie"));
        }
    }

    [Theory]
    [InlineData("/series/azerbaijan-brief/feed.rss")]
    [InlineData("/series/weekly/topics/gas/feed.atom")]
    [InlineData(Archive + ".json")]
    [InlineData("/feeds.opml?parts=all")]
    [InlineData("/series")]
    [InlineData("/series/azerbaijan-brief")]
    [InlineData("/series/weekly/topics/gas")]
    [InlineData("/series/azerbaijan-brief/washington-meeting-tripp")]
    [InlineData("/series/azerbaijan-brief/media/washington-meeting-tripp.png")]
    [InlineData("/embed/series/azerbaijan-brief")]
    [InlineData("/sitemap.xml")]
    public async Task No_shared_cache_serves_what_was_withdrawn_for_more_than_two_minutes(string path)
    {
        using var answer = await hub.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var caching = answer.Headers.CacheControl!;
        var grace = caching.Extensions.Single(e => e.Name == "stale-while-revalidate").Value!;
        Assert.InRange(
            (caching.SharedMaxAge ?? caching.MaxAge)!.Value + TimeSpan.FromSeconds(int.Parse(grace, CultureInfo.InvariantCulture)),
            TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task Last_modified_is_the_date_of_the_content(string path, string coding)
    {
        using var answer = await hub.Client.GetAsync(path, ("Accept-Encoding", coding));
        if (path.EndsWith(".opml", StringComparison.Ordinal))
        {
            Assert.Null(answer.Content.Headers.LastModified);
            return;
        }
        Assert.InRange(
            answer.Content.Headers.LastModified!.Value, new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), answer.Headers.Date!.Value);
    }

    [Theory]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("br;q=0.2, gzip;q=0.8", "gzip")]
    [InlineData("gzip;q=0, br;q=0", null)]
    [InlineData("*;q=0", null)]
    [InlineData("*;q=0, gzip", "gzip")]
    [InlineData("identity;q=0, gzip", "gzip")]
    [InlineData("identity;q=0, *", "br")]
    [InlineData("identity, *;q=0", null)]
    [InlineData("identity;q=1, gzip;q=0.5", null)]
    [InlineData("x-gzip", "gzip")]
    [InlineData("deflate, zstd", null)]
    public async Task The_coding_follows_the_q_values(string accept, string? coding)
    {
        using var answer = await hub.Client.GetAsync("/timeline/feed.atom", ("Accept-Encoding", accept));
        Assert.Equal((HttpStatusCode.OK, coding), (answer.StatusCode, answer.Header("Content-Encoding")));
        Assert.Equal("Accept-Encoding", answer.Header("Vary"));
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task A_part_is_not_served_and_the_whole_is(string path, string coding)
    {
        using var full = await hub.Client.GetAsync(path, ("Accept-Encoding", coding));
        using var part = await hub.Client.GetAsync(
            path, ("Accept-Encoding", coding), ("Range", "bytes=0-9"), ("If-Range", full.Header("ETag")!));
        Assert.Equal((HttpStatusCode.OK, full.Header("ETag")), (part.StatusCode, part.Header("ETag")));
        Assert.Equal(await full.Content.ReadAsByteArrayAsync(), await part.Content.ReadAsByteArrayAsync());
        Assert.Null(part.Header("Content-Range"));
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task What_campaigns_add_to_an_address_changes_nothing(string path, string coding)
    {
        using var plain = await hub.Client.GetAsync(path, ("Accept-Encoding", coding));
        using var tagged = await hub.Client.GetAsync(
            path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "utm_source=x&fbclid=1", ("Accept-Encoding", coding));
        Assert.Equal(
            (plain.StatusCode, plain.Header("ETag"), plain.Header("Link")),
            (tagged.StatusCode, tagged.Header("ETag"), tagged.Header("Link")));
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task A_client_of_HTTP_1_0_gets_the_same_bytes_and_a_closed_connection(string path, string coding)
    {
        using var full = await hub.Client.GetAsync(path, ("Accept-Encoding", coding));
        var answer = await hub.Client.RawAsync($"GET {path} HTTP/1.0\r\nAccept-Encoding: {coding}\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 ", answer.Head, StringComparison.Ordinal);
        Assert.DoesNotContain("Transfer-Encoding", answer.Head, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(await full.Content.ReadAsByteArrayAsync(), answer.Body);
    }

    [Theory]
    [InlineData("/Timeline/Feed.ATOM?lang=ru", "/timeline/feed.atom?lang=ru")]
    [InlineData("/timeline/feed.rss/", "/timeline/feed.rss")]
    [InlineData("/series/Azerbaijan-Brief/feed.json", "/series/azerbaijan-brief/feed.json")]
    [InlineData("/series/weekly/topics/GAS/archive/2025/feed.atom/", "/series/weekly/topics/gas/archive/2025/feed.atom")]
    [InlineData("/series/azerbaijan-brief/", "/series/azerbaijan-brief")]
    [InlineData("/sources/", "/sources")]
    public async Task Each_feed_and_page_has_one_address(string written, string canonical)
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var answer = await hub.Client.SendAsync(method, written);
            Assert.Equal((HttpStatusCode.PermanentRedirect, canonical), (answer.StatusCode, answer.Header("Location")));
        }
    }

    [Fact]
    public async Task A_script_on_another_site_may_ask_first()
    {
        using var preflight = await hub.Client.SendAsync(
            HttpMethod.Options, "/timeline/feed.json", ("Origin", "https://widget.example"), ("Access-Control-Request-Method", "GET"),
                ("Access-Control-Request-Headers", "if-none-match"));
        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal("*", preflight.Header("Access-Control-Allow-Origin"));
        Assert.Contains("If-None-Match", preflight.Header("Access-Control-Allow-Headers"), StringComparison.OrdinalIgnoreCase);
        using var get = await hub.Client.GetAsync("/timeline/feed.json", ("Origin", "https://widget.example"));
        Assert.Contains("ETag", get.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_feed_has_the_media_type_of_its_format()
    {
        foreach (var (extension, type) in new[] { ("rss", "application/rss+xml"), ("atom", "application/atom+xml"),
            ("json", "application/feed+json") })
        {
            foreach (var path in new[] { "/timeline/feed.", "/series/azerbaijan-brief/feed." })
            {
                using var answer = await hub.Client.GetAsync(path + extension);
                Assert.Equal(type + "; charset=utf-8", answer.Header("Content-Type"));
            }
        }
    }
}
