namespace FeedHub.Core.Entries.Matching;

/// <summary>The links, titles, dates and IDs that different items of a source have in common, and so identify none of them.</summary>
internal sealed class SharedTraits(IReadOnlyList<ItemTraits> document, IReadOnlyList<ItemTraits> known)
{
    public static readonly SharedTraits None = new([], []);

    private readonly HashSet<string> links = [
        .. Shared(document, t => t.Link, (a, b) => a.Title != b.Title), .. Shared(known, t => t.Link, AreDifferent)];

    private readonly HashSet<string> pages = [
        .. Shared(document, t => t.Page, (a, b) => a.Link != b.Link), .. Shared(known, t => t.Page, AreDifferent)];

    private readonly HashSet<string> titles = [
        .. Shared(document, t => Name(t.Title), (_, _) => true),
        .. Shared(known, t => Name(t.Title), AreOfAnotherTimeAndPlace)];

    private readonly HashSet<string> ids = [
        .. Shared(document, t => t.LooseId, (_, _) => true), .. Shared(known, t => t.LooseId, AreDifferent)];

    private readonly HashSet<long> dates = [.. SharedDates(document), .. SharedDates(known)];

    public bool IsLinkShared(string link) => links.Contains(link);

    public bool IsPageShared(string page) => pages.Contains(page);

    public bool IsTitleShared(string title) => titles.Contains(title);

    public bool IsIdShared(string id) => ids.Contains(id);

    public bool IsDateShared(long date) => dates.Contains(date);

    /// <summary>The values that two items have which are not the same by another property.</summary>
    private static IEnumerable<string> Shared(
        IReadOnlyList<ItemTraits> items, Func<ItemTraits, string?> value, Func<ItemTraits, ItemTraits, bool> areDifferent) =>
        from item in items
        where value(item) is not null
        group item by value(item)! into sharing
        where sharing.Skip(1).Any(other => areDifferent(sharing.First(), other))
        select sharing.Key;

    private static IEnumerable<long> SharedDates(IReadOnlyList<ItemTraits> items) =>
        from item in items
        from date in item.Dates
        group item by date into sharing
        where sharing.Select(t => t.Title).Distinct().Skip(1).Any()
        select sharing.Key;

    /// <summary>Whether two stored entries are not the same item stored twice.</summary>
    private static bool AreDifferent(ItemTraits a, ItemTraits b) => a.Title != b.Title && !a.Dates.Intersect(b.Dates).Any();

    private static bool AreOfAnotherTimeAndPlace(ItemTraits a, ItemTraits b) =>
        (a.Link is null || a.Link != b.Link) && (a.Page is null || a.Page != b.Page) && !a.Dates.Intersect(b.Dates).Any();

    private static string? Name(string title) => title.Length > 0 ? title : null;
}
