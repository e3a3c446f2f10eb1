using FeedHub.Formats.Syndication;
using FeedHub.Formats.Text.Dates;

namespace FeedHub.Formats.Sitemap;

/// <summary>A page that search engines may index.</summary>
/// <param name="Modified">When its content last changed, or null when that is not known.</param>
public sealed record SitemapPage(string Url, DateTimeOffset? Modified);

/// <summary>Writes a sitemap (sitemaps.org protocol 0.9); the bytes are a pure function of the pages.</summary>
public static class SitemapWriter
{
    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";

    public static byte[] Write(IEnumerable<SitemapPage> pages) => FeedXmlWriter.Write(xml =>
    {
        xml.WriteStartElement("urlset", Namespace);
        foreach (var page in pages)
        {
            xml.WriteStartElement("url", Namespace);
            xml.WriteElementString("loc", Namespace, page.Url);
            if (page.Modified is { } modified)
                xml.WriteElementString("lastmod", Namespace, AtomDate.Format(modified));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    });
}
