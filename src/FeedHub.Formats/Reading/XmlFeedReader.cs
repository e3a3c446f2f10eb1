using FeedHub.Formats.Drafts;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Reading;

/// <summary>Reads an XML feed document, in whichever format its root element names.</summary>
internal sealed class XmlFeedReader
{
    private readonly XmlScanner xml;
    private readonly ElementReader elements;
    private readonly FeedNotes notes;
    private readonly FeedDraft feed = new();
    private readonly List<FeedItem> items = [];

    private XmlFeedReader(XmlScanner xml, FeedFamily family, FeedOrigin origin, FeedNotes notes)
    {
        this.xml = xml;
        this.notes = notes;
        elements = new ElementReader(xml, origin.TimeZone, notes, FeedElements.Read) { Family = family };
    }

    /// <summary>Reads the document whose root the scanner is at.</summary>
    public static FeedDocument Read(XmlScanner xml, FeedRoot root, FeedOrigin origin)
    {
        var notes = new FeedNotes();
        var reader = new XmlFeedReader(xml, root.Family, origin, notes);
        reader.ReadRoot();
        var document = reader.feed.ToDocument(root.Family, root.Version, reader.ItemsWithLanguage(origin));
        foreach (var repair in XmlRepairs.Describe(xml.Repairs))
            notes.Add(null, repair);
        return document with
        {
            Language = document.Language ?? origin.ContentLanguage,
            WellFormed = xml.Repairs == XmlRepair.None,
            Notes = notes.All,
        };
    }

    private void ReadRoot()
    {
        if (FeedFields.IsItem(xml.Name))
        {
            ReadItem();
            return;
        }

        ReadFeed();
        // RSS 1.0 publishers, and careless ones, write items after the end of the element that should contain them.
        while (xml.Read())
        {
            if (xml.Token == XmlToken.Start && FeedFields.IsItem(xml.Name))
                ReadItem();
        }
    }

    private void ReadFeed()
    {
        var depth = xml.Depth;
        feed.Language.Offer(xml.Language, Rank.Fallback);
        if (feed.Id.Value is null && xml.PrefixedAttribute("about") is { Length: > 0 } about)
            feed.Id.Offer(about, Rank.Extension);
        ReadChannelAttributes(feed);
        while (xml.ReadChild(depth))
        {
            if (FeedFields.IsItem(xml.Name) && IsCore)
                ReadItem();
            else if (xml.Name is "channel" && IsCore)
                ReadFeed();
            else
                elements.ReadField(feed);
        }
    }

    private bool IsCore => xml.Vocabulary is XmlVocabulary.None or XmlVocabulary.Rss or XmlVocabulary.Rss10
        or XmlVocabulary.Rss090 or XmlVocabulary.Atom or XmlVocabulary.Atom03;

    private void ReadItem()
    {
        if (items.Count == FeedReading.MaxItems)
        {
            notes.Add(null, $"items beyond the first {FeedReading.MaxItems} were dropped");
            while (xml.Read())
            {
                // Skipped, so that start and end tokens still balance.
            }

            return;
        }

        elements.Item = items.Count;
        var depth = xml.Depth;
        var draft = new FeedDraft { IsItem = true };
        draft.Language.Offer(xml.Language, Rank.Fallback);
        if (xml.PrefixedAttribute("about") is { Length: > 0 } about)
            draft.Id.Offer(about.Trim(), Rank.Extension);
        ReadChannelAttributes(draft);
        while (xml.ReadChild(depth))
            elements.ReadField(draft);
        elements.Item = null;
        if (xml.AtEnd && xml.Depth > 0 && xml.Repairs.HasFlag(XmlRepair.Truncated))
            notes.Add(items.Count, "the document ends inside this item, which was left out");
        else
            Add(draft);
    }

    private void Add(FeedDraft draft)
    {
        if (draft.Overflowed)
            notes.Add(items.Count, "too many values of one field; the excess was left out");
        items.Add(draft.ToItem(feed.Language.Value));
    }

    // Microsoft's CDF puts in attributes what RSS puts in elements.
    private void ReadChannelAttributes(FeedDraft draft)
    {
        if (xml.Vocabulary != XmlVocabulary.None || xml.AttributeCount == 0 || elements.Family != FeedFamily.Rss)
            return;
        if (elements.UrlAttribute("href") is { } href)
            draft.AddLink(new FeedLink(href), Rank.Core);
        if (elements.Attribute("lastmod") is { } changed)
            draft.Updated.Offer(elements.Date(changed, "lastmod"), Rank.Core);
    }

    // A channel may state its language after its items.
    private List<FeedItem> ItemsWithLanguage(FeedOrigin origin)
    {
        if ((feed.Language.Value ?? origin.ContentLanguage) is { } language)
        {
            for (var i = 0; i < items.Count; i++)
            {
                if (items[i].Language is null)
                    items[i] = items[i] with { Language = language };
            }
        }

        return items;
    }
}
