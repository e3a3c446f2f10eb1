using System.Xml;

namespace FeedHub.Formats.Sitemap;

/// <summary>Reads a sitemap or an index of sitemaps (sitemaps.org).</summary>
public static class SitemapReader
{
    private static readonly XmlReaderSettings Settings =
        new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 50 * 1024 * 1024 };

    /// <summary>The addresses in a sitemap; null when the bytes are not a sitemap.</summary>
    public static SitemapAddresses? Read(Stream body)
    {
        var (pages, index) = (new List<string>(), (bool?)null);
        try
        {
            using var reader = XmlReader.Create(body, Settings);
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element)
                {
                    continue;
                }
                index ??= reader.LocalName switch
                {
                    "urlset" => false,
                    "sitemapindex" => true,
                    _ => throw new XmlException("Not a sitemap.")
                };
                // Not the addresses of images, which have their own namespace.
                if (reader.LocalName == "loc" && !reader.NamespaceURI.Contains("image", StringComparison.Ordinal))
                {
                    pages.Add(reader.ReadElementContentAsString().Trim());
                }
            }
        }
        catch (XmlException)
        {
            return null;
        }
        return index is null ? null : new(index.Value, pages);
    }
}

/// <param name="IsIndex">The addresses are those of other sitemaps.</param>
public sealed record SitemapAddresses(bool IsIndex, IReadOnlyList<string> Addresses);
