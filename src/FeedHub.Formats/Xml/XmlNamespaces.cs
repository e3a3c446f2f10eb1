namespace FeedHub.Formats.Xml;

/// <summary>The namespaces that feeds are written with.</summary>
internal static class XmlNamespaces
{
    public const string Atom = "http://www.w3.org/2005/Atom";
    public const string Content = "http://purl.org/rss/1.0/modules/content/";
    public const string CreativeCommons = "http://backend.userland.com/creativeCommonsRssModule";
    public const string DublinCore = "http://purl.org/dc/elements/1.1/";
    public const string GeoRss = "http://www.georss.org/georss";
    public const string History = "http://purl.org/syndication/history/1.0";
    public const string Itunes = "http://www.itunes.com/dtds/podcast-1.0.dtd";
    public const string Media = "http://search.yahoo.com/mrss/";
    public const string Syndication = "http://purl.org/rss/1.0/modules/syndication/";
    public const string Thread = "http://purl.org/syndication/thread/1.0";
    public const string Tombstones = "http://purl.org/atompub/tombstones/1.0";
    public const string Xml = "http://www.w3.org/XML/1998/namespace";
}
