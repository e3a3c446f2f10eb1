using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Reading;

/// <summary>Which format a document's root element announces.</summary>
internal readonly record struct FeedRoot(FeedFamily Family, string Version)
{
    /// <summary>Elements to look at before giving up on a root: a script's warnings may come before the feed.</summary>
    private const int MaxElementsBefore = 200;

    /// <summary>
    /// Moves the scanner to the root of the feed. Returns null when there is none; <paramref name="first"/> then names the first element.
    /// </summary>
    public static FeedRoot? Find(XmlScanner xml, out string first)
    {
        first = "";
        var seen = 0;
        while (seen < MaxElementsBefore && xml.Read())
        {
            if (xml.Token != XmlToken.Start)
                continue;
            if (From(xml) is { } root)
            {
                if (seen > 0)
                    xml.Repair(XmlRepair.TextOutsideRoot);
                return root;
            }

            if (seen++ == 0)
                first = xml.RawName.ToString();
        }

        return null;
    }

    private static FeedRoot? From(XmlScanner xml)
    {
        switch (xml.Name)
        {
            case "rss":
                if (xml.Vocabulary is XmlVocabulary.Other or XmlVocabulary.Atom)
                    xml.AdoptRootNamespace();
                return new FeedRoot(FeedFamily.Rss, RssVersion(xml.Attribute("version")?.Trim() ?? ""));
            case "rdf":
                if (xml.Declares(XmlVocabulary.Rss090))
                    return new FeedRoot(FeedFamily.Rss, "0.90");
                return xml.Vocabulary == XmlVocabulary.Rdf ? new FeedRoot(FeedFamily.Rss, "1.0") : null;
            case "feed" or "entry" when xml.Vocabulary is not (XmlVocabulary.Rss or XmlVocabulary.Media):
                var version = AtomVersion(xml);
                if (xml.Vocabulary is XmlVocabulary.Other)
                    xml.AdoptRootNamespace();
                return new FeedRoot(FeedFamily.Atom, version);
            case "channel":
                return new FeedRoot(FeedFamily.Rss, "");
            default:
                return null;
        }
    }

    // 2.01 and 2.1 were published and withdrawn; both are RSS 2.0.
    private static string RssVersion(string version) => version.StartsWith('2') ? "2.0" : version;

    private static string AtomVersion(XmlScanner xml) => xml.Vocabulary switch
    {
        XmlVocabulary.Atom => "1.0",
        XmlVocabulary.Atom03 => "0.3",
        _ => xml.Attribute("version")?.Trim() ?? "",
    };
}
