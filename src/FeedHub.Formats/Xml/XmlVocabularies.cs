using System.Collections.Frozen;

namespace FeedHub.Formats.Xml;

/// <summary>Finds the vocabulary of a namespace URI, or of its conventional prefix.</summary>
internal static class XmlVocabularies
{
    // In lower case and without the closing slash or hash, which publishers forget or add.
    private static readonly FrozenDictionary<string, XmlVocabulary> ByUri = new Dictionary<string, XmlVocabulary>
    {
        [""] = XmlVocabulary.None,
        ["http://backend.userland.com/rss"] = XmlVocabulary.Rss,
        ["http://backend.userland.com/rss2"] = XmlVocabulary.Rss,
        ["http://backend.userland.com/rss2.1"] = XmlVocabulary.Rss,
        ["http://blogs.law.harvard.edu/tech/rss"] = XmlVocabulary.Rss,
        ["http://cyber.law.harvard.edu/rss"] = XmlVocabulary.Rss,
        ["http://my.netscape.com/rdf/simple/0.9"] = XmlVocabulary.Rss090,
        ["http://channel.netscape.com/rdf/simple/0.9"] = XmlVocabulary.Rss090,
        ["http://purl.org/rss/1.0"] = XmlVocabulary.Rss10,
        ["http://purl.org/net/rss1.1"] = XmlVocabulary.Rss10,
        ["http://www.w3.org/2005/atom"] = XmlVocabulary.Atom,
        ["http://purl.org/atom/ns"] = XmlVocabulary.Atom03,
        ["http://purl.org/rss/1.0/modules/content"] = XmlVocabulary.Content,
        ["http://purl.org/dc/elements/1.0"] = XmlVocabulary.DublinCore,
        ["http://purl.org/dc/elements/1.1"] = XmlVocabulary.DublinCore,
        ["http://purl.org/dc/terms"] = XmlVocabulary.DublinCoreTerms,
        ["http://search.yahoo.com/mrss"] = XmlVocabulary.Media,
        ["http://www.itunes.com/dtds/podcast-1.0.dtd"] = XmlVocabulary.Itunes,
        ["http://www.georss.org/georss"] = XmlVocabulary.GeoRss,
        ["http://www.w3.org/2003/01/geo/wgs84_pos"] = XmlVocabulary.W3cGeo,
        ["http://www.opengis.net/gml"] = XmlVocabulary.Gml,
        ["http://www.opengis.net/gml/3.2"] = XmlVocabulary.Gml,
        ["http://www.w3.org/1999/02/22-rdf-syntax-ns"] = XmlVocabulary.Rdf,
        ["http://www.w3.org/1999/xhtml"] = XmlVocabulary.Xhtml,
        ["http://webns.net/mvcb"] = XmlVocabulary.Admin,
        ["http://purl.org/syndication/history/1.0"] = XmlVocabulary.History,
        ["http://purl.org/syndication/thread/1.0"] = XmlVocabulary.Thread,
        ["http://purl.org/atompub/tombstones/1.0"] = XmlVocabulary.Tombstones,
        ["http://purl.org/rss/1.0/modules/slash"] = XmlVocabulary.Slash,
        ["http://purl.org/rss/1.0/modules/syndication"] = XmlVocabulary.Syndication,
        ["http://wellformedweb.org/commentapi"] = XmlVocabulary.WellFormedWeb,
        ["http://backend.userland.com/creativecommonsrssmodule"] = XmlVocabulary.CreativeCommons,
        ["http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html"] = XmlVocabulary.CreativeCommons,
        ["http://web.resource.org/cc"] = XmlVocabulary.CreativeCommons,
        ["http://creativecommons.org/ns"] = XmlVocabulary.CreativeCommons,
        ["http://rssnamespace.org/feedburner/ext/1.0"] = XmlVocabulary.FeedProxy,
        ["http://www.pheedo.com/namespace/pheedo"] = XmlVocabulary.FeedProxy,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, XmlVocabulary> ByPrefix = new Dictionary<string, XmlVocabulary>
    {
        ["admin"] = XmlVocabulary.Admin,
        ["atom"] = XmlVocabulary.Atom,
        ["atom10"] = XmlVocabulary.Atom,
        ["a10"] = XmlVocabulary.Atom,
        ["cc"] = XmlVocabulary.CreativeCommons,
        ["content"] = XmlVocabulary.Content,
        ["creativecommons"] = XmlVocabulary.CreativeCommons,
        ["dc"] = XmlVocabulary.DublinCore,
        ["dcterms"] = XmlVocabulary.DublinCoreTerms,
        ["feedburner"] = XmlVocabulary.FeedProxy,
        ["fh"] = XmlVocabulary.History,
        ["geo"] = XmlVocabulary.W3cGeo,
        ["georss"] = XmlVocabulary.GeoRss,
        ["gml"] = XmlVocabulary.Gml,
        ["itunes"] = XmlVocabulary.Itunes,
        ["media"] = XmlVocabulary.Media,
        ["pheedo"] = XmlVocabulary.FeedProxy,
        ["rdf"] = XmlVocabulary.Rdf,
        ["rss"] = XmlVocabulary.Rss,
        ["slash"] = XmlVocabulary.Slash,
        ["sy"] = XmlVocabulary.Syndication,
        ["thr"] = XmlVocabulary.Thread,
        ["wfw"] = XmlVocabulary.WellFormedWeb,
        ["xhtml"] = XmlVocabulary.Xhtml,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, XmlVocabulary>.AlternateLookup<ReadOnlySpan<char>> ByPrefixSpan =
        ByPrefix.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The vocabulary of a declared namespace; an unknown URI with a conventional prefix has the prefix's vocabulary.</summary>
    public static XmlVocabulary OfUri(string uri, ReadOnlySpan<char> prefix)
    {
        var plain = uri.Trim().ToLowerInvariant();
        if (plain.StartsWith("https://", StringComparison.Ordinal))
            plain = "http://" + plain[8..];
        return ByUri.TryGetValue(plain.TrimEnd('/', '#'), out var vocabulary) ? vocabulary : OfPrefix(prefix);
    }

    public static XmlVocabulary OfPrefix(ReadOnlySpan<char> prefix)
    {
        Span<char> lower = stackalloc char[24];
        if (prefix.Length == 0 || prefix.Length > lower.Length)
            return XmlVocabulary.Other;
        lower = lower[..prefix.ToLowerInvariant(lower)];
        return ByPrefixSpan.TryGetValue(lower, out var vocabulary) ? vocabulary : XmlVocabulary.Other;
    }
}
