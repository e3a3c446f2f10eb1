namespace FeedHub.Core.Entries.Matching;

/// <summary>
/// Recognises items whose keys are not stored as entries that are: outlets change IDs and links of items that stay the same. The rules,
/// with how sure each is, are in docs/identity.md.
/// </summary>
public sealed class EntryMatching
{
    private const int MaxTexts = 400;

    /// <summary>In seconds: what comes out on the clock is often some hours from something else that does.</summary>
    private const int RoundDate = 300;

    /// <summary>Values that so many entries share do not identify one.</summary>
    private const int MaxSharing = 20;

    private readonly List<(Entry Entry, ItemTraits Traits)> open;
    private readonly List<(KnownEntry Known, ItemTraits Traits)> free;
    private readonly int held;
    private readonly List<Pair> pairs = [];

    /// <param name="document">All items of the document.</param>
    /// <param name="isOpen">Whether an item was found under none of its keys.</param>
    /// <param name="known">Stored entries of the source.</param>
    /// <param name="isFree">Whether a stored entry is none of those that the other items of the document are.</param>
    public EntryMatching(
        IReadOnlyList<Entry> document, Func<Entry, bool> isOpen, IReadOnlyList<KnownEntry> known, Func<KnownEntry, bool> isFree)
    {
        var items = document.Select(e => (Entry: e, Traits: ItemTraits.From(e))).ToList();
        var entries = known.Select(k => (Known: k, Traits: ItemTraits.From(k))).ToList();
        open = [.. items.Where(i => isOpen(i.Entry))];
        free = [.. entries.Where(e => isFree(e.Known))];
        held = items.Count - open.Count;
        var shared = new SharedTraits([.. items.Select(i => i.Traits)], [.. entries.Select(e => e.Traits)]);
        PairUp(shared);
    }

    /// <summary>
    /// Whether an item with the key of a stored entry seems to be another item, since page, title and date all differ. If their texts
    /// differ too (<see cref="HaveCommonText"/>), the source uses the key again.
    /// </summary>
    /// <param name="isOfSeries">Whether other items of the document have the same title, so that it says nothing.</param>
    public static bool IsDoubtful(Entry item, KnownEntry known, bool isOfSeries)
    {
        var evidence = Compare(ItemTraits.From(item), ItemTraits.From(known), SharedTraits.None);
        return evidence.Link == Agreement.Other && (isOfSeries || evidence.Title == Agreement.Other) && evidence.Apart > TimeSpan.Zero;
    }

    /// <summary>Whether two plain texts are mostly the same.</summary>
    public static bool HaveCommonText(string one, string other) =>
        WordOverlap.Compare(WordOverlap.Fold(one), WordOverlap.Fold(other)) is Agreement.Same or Agreement.Alike;

    /// <summary>The stored entries whose texts <see cref="Match"/> needs.</summary>
    public IReadOnlyCollection<EntryId> TextsWanted => [.. pairs
        .Where(p => p.Evidence.Score(idsHold: false) + ItemEvidence.MostOfText >= ItemEvidence.EnoughWhenAllChanged)
        .OrderByDescending(p => p.Evidence.Score(idsHold: false)).Select(p => p.Known.Id).Distinct().Take(MaxTexts)];

    /// <summary>Which items are which stored entries; each of either at most once.</summary>
    /// <param name="texts">Plain texts of the entries in <see cref="TextsWanted"/>.</param>
    public IReadOnlyList<(Entry Item, KnownEntry Known)> Match(IReadOnlyDictionary<EntryId, string> texts)
    {
        var compared = CompareTexts(texts);
        var sure = Assign(compared, ItemEvidence.Enough, idsHold: held > 0);
        return sure.Count > held ? Assign(compared, ItemEvidence.EnoughWhenAllChanged, idsHold: false) : sure;
    }

    /// <summary>As <see cref="Match"/>, but only what is sure without looking at the document as a whole.</summary>
    public IReadOnlyList<(Entry Item, KnownEntry Known)> MatchSurely(IReadOnlyDictionary<EntryId, string> texts) =>
        Assign(CompareTexts(texts), ItemEvidence.Enough, idsHold: true);

    private static List<(Entry Item, KnownEntry Known)> Assign(List<Pair> pairs, double enough, bool idsHold)
    {
        var (items, entries) = (new HashSet<string>(), new HashSet<EntryId>());
        var assigned = new List<(Entry, KnownEntry)>();
        // Of two stored entries that are equally like it, the item is the older: the later one is a double of it.
        foreach (var pair in pairs.Where(p => p.Evidence.Score(idsHold) >= enough)
            .OrderByDescending(p => p.Evidence.Score(idsHold)).ThenBy(p => p.Known.Sequence))
        {
            if (items.Contains(pair.Item.Key) || !entries.Add(pair.Known.Id))
                continue;
            items.Add(pair.Item.Key);
            assigned.Add((pair.Item, pair.Known));
        }
        return assigned;
    }

    /// <summary>Pairs every open item with the stored entries that have a property in common with it.</summary>
    private void PairUp(SharedTraits shared)
    {
        var byValue = free.SelectMany(f => Values(f.Traits).Select(value => (value, f))).ToLookup(v => v.value, v => v.f);
        foreach (var (item, traits) in open)
        {
            var candidates = Values(traits).Select(value => byValue[value]).Where(found => found.Take(MaxSharing + 1).Count() <= MaxSharing)
                .SelectMany(found => found).DistinctBy(f => f.Known.Id);
            foreach (var (known, other) in candidates)
                pairs.Add(new Pair(item, known, Compare(traits, other, shared)));
        }
    }

    private static IEnumerable<(string, object)> Values(ItemTraits traits)
    {
        if (traits.Link is { } link)
            yield return ("link", link);
        if (traits.Page is { } page)
            yield return ("page", page);
        if (traits.LooseId is { } id)
            yield return ("id", id);
        if (traits.Title.Length > 0)
            yield return ("title", traits.Title);
        foreach (var date in traits.Dates)
            yield return ("date", date);
    }

    private static ItemEvidence Compare(ItemTraits item, ItemTraits known, SharedTraits shared)
    {
        var apart = item.Dates.SelectMany(_ => known.Dates, (a, b) => Math.Abs(a - b)).Select(s => (long?)s).Min();
        return new ItemEvidence
        {
            Link = item.Link is null || known.Link is null ? Agreement.Unknown
                : item.Link == known.Link ? shared.IsLinkShared(item.Link) ? Agreement.Unknown : Agreement.Same
                : item.Page is not null && item.Page == known.Page ? shared.IsPageShared(item.Page) ? Agreement.Unknown : Agreement.Alike
                : Agreement.Other,
            Title = item.Title.Length == 0 || known.Title.Length == 0 ? Agreement.Unknown
                : item.Title == known.Title ? shared.IsTitleShared(item.Title) ? Agreement.Unknown : Agreement.Same
                : WordOverlap.AreAlike(item.Title, known.Title) ? Agreement.Alike
                : Agreement.Other,
            Id = item.LooseId is not null && item.LooseId == known.LooseId
                    ? shared.IsIdShared(item.LooseId) ? Agreement.Unknown : Agreement.Alike
                : item.HasId && known.HasId ? Agreement.Other
                : Agreement.Unknown,
            Apart = apart is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            IsDateShared = item.Dates.Any(shared.IsDateShared),
            IsDateRound = item.Dates.Any(date => date % RoundDate == 0),
        };
    }

    private List<Pair> CompareTexts(IReadOnlyDictionary<EntryId, string> texts)
    {
        var folded = texts.ToDictionary(t => t.Key, t => WordOverlap.Fold(t.Value));
        var items = open.ToDictionary(o => o.Entry.Key, o => WordOverlap.Fold(o.Entry.Text));
        // A text that several items have is a standing text of the outlet.
        var standing = folded.Values.Concat(items.Values).GroupBy(t => t).Where(g => g.Count() > 2).Select(g => g.Key).ToHashSet();
        return [.. pairs.Select(p => p with { Evidence = p.Evidence with { Text = Text(p) } })];

        Agreement Text(Pair pair) =>
            folded.TryGetValue(pair.Known.Id, out var text) && items[pair.Item.Key] is var own && !standing.Contains(text)
                && !standing.Contains(own)
                ? WordOverlap.Compare(own, text) : Agreement.Unknown;
    }

    private sealed record Pair(Entry Item, KnownEntry Known, ItemEvidence Evidence);
}
