namespace FeedHub.Formats.Xml;

/// <summary>The XML namespaces that mean something to a feed reader.</summary>
internal enum XmlVocabulary
{
    /// <summary>No namespace, or the namespace of the document's root when it is unknown.</summary>
    None,
    Other,
    Admin,
    Atom,
    Atom03,
    Content,
    CreativeCommons,
    DublinCore,
    DublinCoreTerms,
    FeedProxy,
    GeoRss,
    Gml,
    History,
    Itunes,
    Media,
    Rdf,
    Rss,
    Rss090,
    Rss10,
    Slash,
    Syndication,
    Thread,
    Tombstones,
    W3cGeo,
    WellFormedWeb,
    Xhtml,
}
