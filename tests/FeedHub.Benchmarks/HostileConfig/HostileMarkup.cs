using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FeedHub.Benchmarks.HostileConfig;

/// <summary>Web pages, posts from WordPress's REST API and feed items.</summary>
internal static class HostileMarkup
{
    private static readonly string[] Pieces =
    [
        "<ul><li>a", "<ol><li>", "<li>a", "</li>", "</ul>", "<dl><dt>a<dd>", "<blockquote>", "</blockquote>", "<div>", "</div>", "<p>",
            "</p>", "<b>", "</b>", "<em>a", "<i>a</i>", "<strong>A label.</strong> b", "<font color=", "<font a=b>",
            "<a href=https://a.example/b>c", "</a>", "<span>",
        "<span style='font-weight: bold'>a</span>", "<table>", "<tr><td>a", "<td>a</td>", "<tr>", "</table>", "<th>", "<h2>h</h2>", "<h2>",
            "<h3>A</h3>", "<h2>What we are watching</h2>", "<article>", "<article class=entry-content>", "<section>", "<main>", "<figure>",
            "<img src=/a.png alt=b>", "<figcaption>c", "<svg><style>", "</svg>", "<math>", "<template>", "<select><option>",
        "<!-- x ", "-->", "<![CDATA[", "<?x", "<br>", "<br><br>", "<hr>", "<pre>", "<code>`", "<iframe src=//a.example/>", "<script>",
            "</script>", "<style>", "<textarea>", "<title>", "<noscript>", "<form>", "<button>", "<object>", "<details><summary>a",
            "<frameset>", "<plaintext>", "<body class=postid-7>", "<html lang=en>",
        "<x a=1 b=2 c=3 ", "a='", "a=\"", ">", "<", "&amp;", "&#0;", "&#x110000;", "&lt;p&gt;", "*", "_", "[", "](", "`", "|", "#", "> ",
            "- ", "1. ", "\\", "www.a.b ", "http://a.b ", "\n", "\u202e", "\0", "\u00ad", "a ", "Related Posts", "By A Name",
            "<p>watch: {country: AM}</p>", "<p>supersedes: 0</p>",
        "<p class='related share newsletter'>", "<div class=elementor-heading-title>a</div>", "<caption>", "<tbody>", "<nobr>",
            "<ruby><rt>a",
    ];

    public static string Page(HostilePieces pieces)
    {
        var data = pieces.Random.Next(3) == 0
            ? $"<script type='application/ld+json'>{pieces.Text(["{\"@graph\":[", "{\"@type\":\"Article\",\"headline\":\"A\"", "[", "{", "\"a\":", "\"", ",", "}", "]", "1e999", "\\ud800"])}</script>" : "";
        return $"{pieces.Pick("<!doctype html><html lang=en><head><title>A title</title>", "<html>", "")}{data}{pieces.Pick("<meta property=article:published_time content=2026-11-02>", "")}"
            + $"<h1>A title</h1><article>{Text(pieces)}<p>A last line of text to end with.</article>";
    }

    public static string WordPress(HostilePieces pieces)
    {
        var post = new Dictionary<string, object?>
        {
            ["id"] = 7,
            ["guid"] = new { rendered = pieces.Random.Next(8) == 0 ? pieces.Repeat("https://a.example/") : "https://desk.example/?p=7" },
            ["link"] = pieces.Random.Next(8) == 0 ? "https://desk.example/" + pieces.Repeat("a/") : "https://desk.example/a/",
            ["slug"] = pieces.Random.Next(8) == 0 ? pieces.Repeat("é-") : "a",
            ["status"] = "publish",
            ["date_gmt"] = pieces.Pick("2026-11-02T08:00:00", "0000-00-00T00:00:00", "9999-12-31T23:59:59", "x"),
            ["modified_gmt"] = "2026-11-03T08:00:00",
            ["title"] = new { rendered = pieces.Random.Next(4) == 0 ? Text(pieces) : "A title" },
            ["excerpt"] = new { rendered = pieces.Random.Next(4) == 0 ? Text(pieces) : "" },
            ["content"] = new { rendered = Text(pieces) + "<p>A last line of text to end with." },
            ["_embedded"] = new Dictionary<string, object?>
            {
                ["author"] = Enumerable.Range(0, pieces.Random.Next(50)).Select(n => new { name = $"A Name {n}" }),
                ["wp:featuredmedia"] =
                    new object[] { new { source_url = "https://desk.example/a.png", alt_text = Text(pieces),
                        caption = new { rendered = pieces.Pick(Pieces) } } },
                ["wp:term"] =
                    new object[] { Enumerable.Range(0, pieces.Random.Next(30))
                        .Select(n => new { taxonomy = "post_tag", name = pieces.Pick(Pieces) }) },
            },
        };
        var json = JsonSerializer.Serialize<object>(pieces.Random.Next(2) == 0 ? new[] { post } : post, Relaxed);
        return pieces.Random.Next(6) switch
        {
            // An invalid character, and nesting where nothing should be nested.
            0 => json.Replace("last line", "last \\ud800 line", StringComparison.Ordinal),
            1 => json.Insert(json.IndexOf("\"slug\"", StringComparison.Ordinal), $"\"x\":{pieces.Repeat(pieces.Pick("[", "{\"a\":"))}"),
            2 =>
                json.Replace(
                    pieces.Pick("\"a\"", "7", "\"publish\"", "\"A title\""),
                    pieces.Pick("null", "[]", "{}", "1e999", "9223372036854775808", "\"\\u0000\""), StringComparison.Ordinal),
            _ => json,
        };
    }

    public static string Feed(HostilePieces pieces) =>
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' "
            + "xmlns:media='http://search.yahoo.com/mrss/'><channel><title>T</title>"
        + $"<language>{pieces.Pick("en", "en_US", "English")}</language><item><title>A "
            + $"title</title><guid>https://desk.example/?p=7</guid><link>https://desk.example/a/</link><pubDate>Mon, 02 Nov 2026 08:00:00 "
                + $"GMT</pubDate>"
        + $"<media:content url='https://desk.example/a.png' "
            + $"medium='image'><media:credit>{WebUtility.HtmlEncode(Text(pieces))}</media:credit><media:license>CC "
                + $"BY</media:license></media:content>"
        + $"<description>{WebUtility.HtmlEncode(pieces.Pick(Pieces))}</description><content:encoded>{WebUtility.HtmlEncode(Text(pieces))}&lt;p&gt;A last line of text to end with.</content:encoded></item></channel></rss>";

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Text(HostilePieces pieces) => pieces.Random.Next(12) switch
    {
        0 =>
            $"<h2>What we are watching</h2><p><strong>A vote.</strong> Soon.</p><p>watch: "
                + $"{{{WebUtility.HtmlEncode(HostileYaml.Reference(pieces).ReplaceLineEndings(" "))} : x}}</p>",
        1 => pieces.Text([pieces.Pick(Pieces), pieces.Pick(Pieces)]),
        2 => $"{HostilePieces.Times(pieces.Pick("<font color=red>", "<b>", "<span>", "<i>"), pieces.Random.Next(1, 60))}{pieces.Repeat(pieces.Pick("<p>a", "<li>a", "<div>a</div>", "</p>a", "<table>a"))}",
        3 => $"<table>{pieces.Repeat("<td>a")}{pieces.Repeat("<tr><td>b")}</table>",
        _ => pieces.Text(Pieces),
    };
}
