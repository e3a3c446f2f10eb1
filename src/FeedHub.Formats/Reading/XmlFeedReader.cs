using FeedHub.Formats.Drafts;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Reading;

/// <summary>Reads an XML feed document, in whichever format its root element names.</summary>
internal sealed class XmlFeedReader
{
    private readonly XmlScanner _xml;
    private readonly ElementReader _elements;
    private readonly FeedNotes _notes;
    private readonly FeedDraft _feed = new();
    private readonly List<FeedItem> _items = [];

    private XmlFeedReader(XmlScanner xml, FeedFamily family, FeedOrigin origin, FeedNotes notes)
    {
        _xml = xml;
        _notes = notes;
        _elements = new ElementReader(xml, origin.TimeZone, notes, FeedElements.Read) { Family = family };
    }

    /// <summary>Reads the document whose root the scanner is at.</summary>
    public static FeedDocument Read(XmlScanner xml, FeedRoot root, FeedOrigin origin)
    {
        var notes = new FeedNotes();
        var reader = new XmlFeedReader(xml, root.Family, origin, notes);
        reader.ReadRoot();
        var document = reader._feed.ToDocument(root.Family, root.Version, reader.ItemsWithLanguage(origin));
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
        if (FeedFields.IsItem(_xml.Name))
        {
            ReadItem();
            return;
        }

        ReadFeed();
        // RSS 1.0 publishers, and careless ones, write items after the end of the element that should contain them.
        while (_xml.Read())
        {
            if (_xml.Token == XmlToken.Start && FeedFields.IsItem(_xml.Name))
                ReadItem();
        }
    }

    private void ReadFeed()
    {
        var depth = _xml.Depth;
        _feed.Language.Offer(_xml.Language, Rank.Fallback);
        if (_feed.Id.Value is null && _xml.PrefixedAttribute("about") is { Length: > 0 } about)
            _feed.Id.Offer(about, Rank.Extension);
        ReadChannelAttributes(_feed);
        while (_xml.ReadChild(depth))
        {
            if (FeedFields.IsItem(_xml.Name) && IsCore)
                ReadItem();
            else if (_xml.Name is "channel" && IsCore)
                ReadFeed();
            else
                _elements.ReadField(_feed);
        }
    }

    private bool IsCore => _xml.Vocabulary is XmlVocabulary.None or XmlVocabulary.Rss or XmlVocabulary.Rss10
        or XmlVocabulary.Rss090 or XmlVocabulary.Atom or XmlVocabulary.Atom03;

    private void ReadItem()
    {
        if (_items.Count == FeedReading.MaxItems)
        {
            _notes.Add(null, $"items beyond the first {FeedReading.MaxItems} were dropped");
            while (_xml.Read())
            {
                // Skipped, so that start and end tokens still balance.
            }

            return;
        }

        _elements.Item = _items.Count;
        var depth = _xml.Depth;
        var draft = new FeedDraft { IsItem = true };
        draft.Language.Offer(_xml.Language, Rank.Fallback);
        if (_xml.PrefixedAttribute("about") is { Length: > 0 } about)
            draft.Id.Offer(about.Trim(), Rank.Extension);
        ReadChannelAttributes(draft);
        while (_xml.ReadChild(depth))
            _elements.ReadField(draft);
        _elements.Item = null;
        if (_xml.AtEnd && _xml.Depth > 0 && _xml.Repairs.HasFlag(XmlRepair.Truncated))
            _notes.Add(_items.Count, "the document ends inside this item, which was left out");
        else
            Add(draft);
    }

    private void Add(FeedDraft draft)
    {
        if (draft.Overflowed)
            _notes.Add(_items.Count, "too many values of one field; the excess was left out");
        _items.Add(draft.ToItem(_feed.Language.Value));
    }

    // Microsoft's CDF puts in attributes what RSS puts in elements.
    private void ReadChannelAttributes(FeedDraft draft)
    {
        if (_xml.Vocabulary != XmlVocabulary.None || _xml.AttributeCount == 0 || _elements.Family != FeedFamily.Rss)
            return;
        if (_elements.UrlAttribute("href") is { } href)
            draft.AddLink(new FeedLink(href));
        if (_elements.Attribute("lastmod") is { } changed)
            draft.Updated.Offer(_elements.Date(changed, "lastmod"), Rank.Core);
    }

    // A channel may state its language after its items.
    private List<FeedItem> ItemsWithLanguage(FeedOrigin origin)
    {
        if ((_feed.Language.Value ?? origin.ContentLanguage) is { } language)
        {
            for (var i = 0; i < _items.Count; i++)
            {
                if (_items[i].Language is null)
                    _items[i] = _items[i] with { Language = language };
            }
        }

        return _items;
    }
}
