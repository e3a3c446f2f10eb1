namespace FeedHub.Origin;

/// <summary>Small valid feeds that every origin serves, as documents for faults.</summary>
internal static class BuiltInFeeds
{
    public static readonly IReadOnlyDictionary<string, OriginDocument> ByPath = new Dictionary<string, OriginDocument>
    {
        ["/feed.rss"] = OriginDocument.Of(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <rss version="2.0"><channel><title>Mountain Post</title><link>http://post.example/</link><description>News from the hills</description>
            <item><title>The pass is open again</title><link>http://post.example/pass</link><guid>http://post.example/pass</guid>
            <pubDate>Fri, 02 Jan 2026 03:00:00 GMT</pubDate><description>Snow was cleared overnight.</description></item>
            <item><title>Bridge repairs begin</title><link>http://post.example/bridge</link><guid>http://post.example/bridge</guid>
            <pubDate>Thu, 01 Jan 2026 12:00:00 GMT</pubDate><description>One lane stays open.</description></item>
            </channel></rss>
            """,
            "application/rss+xml"),
        ["/feed.atom"] = OriginDocument.Of(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Letter</title><id>tag:letter.example,2026:feed</id>
            <updated>2026-01-02T03:00:00Z</updated><link href="http://letter.example/"/>
            <entry><title>Ferry timetable changes</title><id>tag:letter.example,2026:ferry</id><updated>2026-01-02T03:00:00Z</updated>
            <link href="http://letter.example/ferry"/><summary>Two more sailings on Sundays.</summary></entry></feed>
            """,
            "application/atom+xml"),
        ["/feed.json"] = OriginDocument.Of(
            """
            {"version":"https://jsonfeed.org/version/1.1","title":"Valley Wire","home_page_url":"http://wire.example/","items":[
            {"id":"http://wire.example/school","url":"http://wire.example/school","title":"New school roof",
            "content_text":"Lessons resume on Monday.","date_published":"2026-01-02T03:00:00Z"}]}
            """,
            "application/feed+json"),
    };
}
