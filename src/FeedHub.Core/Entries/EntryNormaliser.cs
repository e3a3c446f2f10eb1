using FeedHub.Core.Content;
using FeedHub.Core.Sources;
using FeedHub.Core.Urls;
using FeedHub.Formats;

namespace FeedHub.Core.Entries;

/// <summary>Converts items to entries: keyed, sanitised, canonical.</summary>
public static class EntryNormaliser
{
    private const int MaxTitle = 500;

    /// <summary>Maximum repeated identifiers that are remembered: a source with more sends new ones in every document.</summary>
    private const int MaxRepeated = 200;

    /// <summary>The document's items as entries.</summary>
    /// <param name="repeatedBefore">The identifiers that the source is already known to repeat.</param>
    public static NormalisedItems Normalise(FeedDocument document, Source source, IReadOnlyList<string> repeatedBefore, DateTimeOffset now)
    {
        var read = document.Items.Select(item => (Item: item, Entry: Normalise(item, document, source, now)))
            .Where(r => ShowsSomething(r.Entry)).ToList();
        var identifiers = read.Select(r => Identifiers(r.Item, r.Entry)).ToList();
        var repeated = EntryKey.Repeated(identifiers, source.Identity, repeatedBefore);
        return new NormalisedItems(
            Distinct(read, EntryKey.Choose(identifiers, source.Identity, repeated), repeated, source),
            Remember(repeatedBefore, repeated),
            Notes(document.Items, identifiers, repeated, now));
    }

    /// <summary>The identifiers that a source is known to repeat, with new ones; the newest are the most likely to be repeated.</summary>
    public static IReadOnlyList<string> Remember(IReadOnlyList<string> before, IEnumerable<string> repeated) =>
        [.. before.Concat(repeated.Except(before)).TakeLast(MaxRepeated)];

    private static List<Entry> Distinct(
        List<(FeedItem Item, Entry Entry)> read, IReadOnlyList<EntryKeys> keys, IReadOnlySet<string> repeated, Source source)
    {
        var places = new Dictionary<string, int>(read.Count, StringComparer.Ordinal);
        var distinct = new List<Entry>(read.Count);
        for (var i = 0; i < read.Count; i++)
        {
            var (key, others, doubtful) = keys[i];
            var entry = read[i].Entry with
            {
                Id = EntryId.From(source.Id, key),
                Key = key,
                OtherKeys = others,
                DoubtfulKeys = doubtful,
                // A page that several items link to belongs to none of them: they are not the same article.
                CanonicalUrl = read[i].Entry.CanonicalUrl is { } page && !repeated.Contains(page) ? page : null,
            };
            if (places.TryAdd(entry.Key, distinct.Count))
                distinct.Add(entry);
            // RFC 4287 §4.1.1: a document may hold several versions of one entry.
            else if (Date(entry) > Date(distinct[places[entry.Key]]))
                distinct[places[entry.Key]] = entry;
        }

        return distinct;
    }

    private static List<FeedNote> Notes(
        IReadOnlyList<FeedItem> items, List<EntryIdentifiers> identifiers, IReadOnlySet<string> repeated, DateTimeOffset now)
    {
        var notes = new List<FeedNote>();
        if (identifiers.Find(m => m.Id is { } id && repeated.Contains(id))?.Id is { } shared)
        {
            notes.Add(
                new FeedNote(null, $"the ID “{PlainText.Excerpt(shared, 60)}” is on different items, which are identified by their "
                    + $"links instead"));
        }

        foreach (var (i, item) in items.Index())
        {
            if (new[] { item.Published, item.Updated }.FirstOrDefault(date => date is not null && Plausible(date, now) is null) is { } date)
            {
                notes.Add(
                    new FeedNote(
                        i, $"the date {date.UtcDateTime:yyyy-MM-dd} is before 1990 or more than a day in the future and was dropped"));
            }
        }

        return notes;
    }

    private static Entry Normalise(FeedItem item, FeedDocument document, Source source, DateTimeOffset now)
    {
        var site = document.Link ?? source.Home ?? source.Url;
        var url = WebLink.Resolve(item.Link, site);
        var canonical = CanonicalUrl.From(WebLink.Resolve(item.OriginalLink, site) ?? url);
        var title = PlainText.Excerpt(Plain(item.Title), MaxTitle);
        var content = Html(item.Content, url, site);
        var summary = item.Summary == item.Content ? null : Html(item.Summary, url, site);
        if (summary == content)
            summary = null;
        var text = PlainText.FromHtml(content ?? "") is { Length: > 0 } words ? words : PlainText.FromHtml(summary ?? "");
        var authors = EntryParts.Authors(item.Authors is [] && document.Family != FeedFamily.Rss ? document.Authors : item.Authors);
        var enclosures = EntryParts.Enclosures(item.Enclosures, url ?? site);
        return new Entry
        {
            Id = default,
            Source = source.Id,
            Key = "",
            Title = title,
            Url = url,
            CanonicalUrl = canonical,
            Summary = summary,
            Content = content,
            Text = text,
            Language = LanguageGuess.Settle([item.Language, document.Language, source.Language], $"{title} {text}"),
            Authors = authors,
            Enclosures = enclosures,
            // Not part of the content hash: an outlet that moves an item to another category has not changed its text.
            Categories = EntryParts.Categories(item.Categories),
            Published = Plausible(item.Published, now),
            Updated = Plausible(item.Updated, now),
            Arrived = now,
            ContentHash = Digest.Hex(
                [title, summary, content, canonical ?? url, .. EntryParts.Parts(authors), .. EntryParts.Parts(enclosures)]),
        };
    }

    private static EntryIdentifiers Identifiers(FeedItem item, Entry entry) =>
        new(item.Id?.Trim(), entry.CanonicalUrl ?? entry.Url, item.Published ?? item.Updated, entry.Title, entry.Text);

    private static bool ShowsSomething(Entry entry) =>
        entry.Title.Length > 0
            || entry.Content is not null
            || entry.Summary is not null
            || entry.Url is not null
            || entry.Enclosures.Count > 0;

    private static string? Html(FeedText? text, string? page, string site)
    {
        if (text is null)
            return null;
        var html = text.Kind == FeedTextKind.Text
            ? TextToHtml.Convert(text.Value)
            : HtmlCleaner.Clean(text.Value, page ?? site, isPage: page is not null).Trim();
        return HtmlCleaner.IsBlank(html) ? null : html;
    }

    private static string Plain(FeedText? text) => text switch
    {
        null => "",
        { Kind: FeedTextKind.Text } => PlainText.OneLine(text.Value),
        _ => PlainText.FromHtml(text.Value),
    };

    private static DateTimeOffset Date(Entry entry) => entry.Updated ?? entry.Published ?? DateTimeOffset.MinValue;

    /// <summary>
    /// The date, unless it is from before the web (1990) or more than a day in the future, which only a wrong clock can produce.
    /// </summary>
    private static DateTimeOffset? Plausible(DateTimeOffset? date, DateTimeOffset now) =>
        date?.Year >= 1990 && date <= now.AddDays(1) ? date : null;
}
