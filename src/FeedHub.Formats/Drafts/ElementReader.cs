using System.Globalization;
using FeedHub.Formats.Text;
using FeedHub.Formats.Text.Dates;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Drafts;

/// <summary>The scanner's current element, with the values of a feed read from it.</summary>
/// <param name="readField">
/// Passes the element to the vocabulary that knows it, for a vocabulary whose element contains fields of others.
/// </param>
internal sealed class ElementReader(XmlScanner xml, TimeZoneInfo? timeZone, FeedNotes notes, Action<ElementReader, FeedDraft> readField)
{
    public FeedFamily Family { get; init; }

    /// <summary>Index of the item being read; null outside items.</summary>
    public int? Item { get; set; }

    public string Name => xml.Name;

    public XmlVocabulary Vocabulary => xml.Vocabulary;

    public string? Base => xml.Base;

    public XmlScanner Scanner => xml;

    public int Depth => xml.Depth;

    public bool ReadChild(int depth) => xml.ReadChild(depth);

    /// <summary>Reads the element into the draft, whichever vocabulary it is of.</summary>
    public void ReadField(FeedDraft draft) => readField(this, draft);

    /// <summary>The trimmed text of the element; null when there is none.</summary>
    public string? ReadText() => xml.ReadText().OrNull();

    public string? Attribute(string name) => xml.Attribute(name)?.Trim().OrNull();

    public string? ReadUrl() => Resolve(ReadText());

    public string? UrlAttribute(string name) => Resolve(xml.Attribute(name));

    /// <summary>
    /// The absolute form of the reference. A blank one means that there is none: to RFC 3986 it would be the feed itself.
    /// </summary>
    public string? Resolve(string? reference) => UrlReference.IsNone(reference) ? null : xml.Links.Resolve(reference, Base).OrNull();

    /// <summary>
    /// Offers the language of one of the item's texts when the text declares its own: that beats what it inherits.
    /// </summary>
    public void OfferLanguage(FeedDraft draft, int rank)
    {
        if (draft.IsItem && xml.DeclaresLanguage)
            draft.Language.Offer(xml.Language, rank);
    }

    /// <summary>The element as HTML source with relative links resolved; unescaped markup is kept as markup.</summary>
    public FeedText? ReadHtml(bool escapeText = false)
    {
        var baseUrl = Base;
        var (value, hasMarkup) = xml.ReadContent(escapeText);
        if (value.Length == 0)
            return null;
        return hasMarkup ? FeedText.Html(value) : FeedText.HtmlOrText(xml.Links.ResolveHtml(value, baseUrl));
    }

    /// <summary>A title or similar field; RSS does not say whether it is HTML.</summary>
    public FeedText? ReadTitle()
    {
        var baseUrl = Base;
        var (value, hasMarkup) = xml.ReadContent(escapeText: false, keepWords: true);
        if (value.Length == 0)
            return null;
        var text = hasMarkup ? FeedText.Html(value) : FeedText.Guess(value);
        return text.Kind == FeedTextKind.Html && !hasMarkup ? FeedText.Html(xml.Links.ResolveHtml(text.Value, baseUrl)) : text;
    }

    public DateTimeOffset? ReadDate()
    {
        var element = Name;
        return ReadText() is { } text ? Date(text, element) : null;
    }

    public DateTimeOffset? Date(string text, string element)
    {
        var date = FeedDate.Parse(text, timeZone, out var zoneAssumed);
        if (date is null)
            notes.Add(Item, $"the date {FeedNotes.Quote(text)} of {element} could not be read");
        else if (zoneAssumed)
            notes.Add(null, $"dates without an offset were read as {timeZone?.Id ?? "UTC"}");
        return date;
    }

    public int? ReadInteger()
    {
        var element = Name;
        return ReadText() is { } text ? Noted(Integer(text), text, element) : null;
    }

    public long? NumberAttribute(string name) => Attribute(name) is { } text ? Noted(Number(text), text, name) : null;

    public static int? Integer(string? text) => Number(text) is { } number and >= int.MinValue and <= int.MaxValue ? (int)number : null;

    /// <summary>A whole number; thousands separators are accepted (many enclosures have a length such as <c>12,345</c>).</summary>
    public static long? Number(string? text)
    {
        if (text is null)
            return null;
        if (text.AsSpan().IndexOfAny(", ") >= 0)
            text = text.Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>Returns the value; adds a note when the text holds none.</summary>
    private T? Noted<T>(T? value, string text, string name)
        where T : struct
    {
        if (value is null)
            NoteDropped(text, name);
        return value;
    }

    public void NoteDropped(string text, string name) => notes.Add(Item, $"{FeedNotes.Quote(text)} is not a valid {name} and was left out");
}
