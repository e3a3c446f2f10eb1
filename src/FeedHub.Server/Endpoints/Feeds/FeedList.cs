using FeedHub.Core.Briefs;
using FeedHub.Core.Catalog;
using FeedHub.Core.Timelines;
using FeedHub.Core.Views;
using FeedHub.Formats.Opml;
using FeedHub.Formats.Writing;

namespace FeedHub.Server.Endpoints.Feeds;

/// <summary>
/// The feeds that we serve as a subscription list: each once, since readers subscribe to all that they import, and each under a name of its
/// own, since some refuse a list that gives one name twice.
/// </summary>
/// <param name="Format">The format in which the feeds are listed.</param>
/// <param name="WithParts">
/// Whether the parts of the series are listed too, the views and filters of a public timeline, and the health of the sources.
/// </param>
internal sealed record FeedList(FeedFormat Format, bool WithParts)
{
    private const string FormatName = "format";
    private const string PartsName = "parts";
    private const string AllParts = "all";

    /// <summary>The canonical query of its address; empty for the list of the whole feeds in the first format.</summary>
    public string Query
    {
        get
        {
            var format = Format == FeedFormats.All[0] ? null : $"{FormatName}={Format.Extension}";
            var parts = WithParts ? $"{PartsName}={AllParts}" : null;
            return format is null && parts is null ? "" : "?" + string.Join('&', ((string?[])[format, parts]).OfType<string>());
        }
    }

    /// <summary>Reads the query of an address. Unknown parameters are ignored, and so are empty ones.</summary>
    /// <param name="valuesOf">Returns all values for a name in the address.</param>
    /// <param name="problems">What is not allowed, and what is; empty if there is a list.</param>
    /// <returns>Null if there are problems.</returns>
    public static FeedList? Read(Func<string, IEnumerable<string?>> valuesOf, out IReadOnlyList<QueryProblem> problems)
    {
        var found = new List<QueryProblem>();
        var format = One(FormatName, [.. FeedFormats.All.Select(f => f.Extension)]);
        var parts = One(PartsName, [AllParts]);
        problems = found;
        return found.Count > 0 ? null
            : new(FeedFormats.All.FirstOrDefault(f => f.Extension == format) ?? FeedFormats.All[0], parts is not null);

        string? One(string name, string[] allowed)
        {
            var given = valuesOf(name).OfType<string>().Where(v => v.Length > 0).ToList();
            if (given.Count == 0 || (given.Count == 1 && allowed.Contains(given[0])))
                return given.FirstOrDefault();
            found.Add(new(name, $"allowed: {string.Join(", ", allowed)}, given once."));
            return null;
        }
    }

    /// <param name="catalog">What we serve.</param>
    /// <param name="views">Those that everybody may see.</param>
    /// <param name="now">Parts are those of the briefs that are public at this instant.</param>
    public OpmlDocument ToOpml(FeedCatalog catalog, IReadOnlyList<View> views, DateTimeOffset now) => new()
    {
        Title = $"Feeds of {catalog.Site.Title}",
        Outlines = [.. SeriesFeeds(catalog, now), .. TimelineFeeds(catalog, views)],
    };

    /// <summary>The feeds of views alone.</summary>
    public OpmlDocument ToOpml(FeedCatalog catalog, IReadOnlyList<View> views) => new()
    {
        Title = $"Views of {catalog.Site.Title}",
        Outlines = [.. ViewFeeds(catalog, views)],
    };

    private IEnumerable<OpmlOutline> SeriesFeeds(FeedCatalog catalog, DateTimeOffset now)
    {
        if (!Format.OfferedFor.HasFlag(FeedOffer.Series))
            yield break;
        foreach (var series in catalog.Series)
        {
            var selection = BriefSelection.From(series, now);
            var whole = Part(selection, series.Title);
            yield return !WithParts ? whole : new OpmlOutline
            {
                Text = series.Title,
                Children = [whole, .. selection.Facets.Select(f =>
                    Part(selection with { Facet = f }, $"{series.Title}: {f.Kind.ToString().ToLowerInvariant()} {f.Name}"))],
            };
        }

        OpmlOutline Part(BriefSelection part, string text) => Feed(
            catalog, text, BriefAddresses.Feed(part.Series.Slug, part.Facet, Format), BriefAddresses.Part(part.Series.Slug, part.Facet),
            part.Series.Language);
    }

    private IEnumerable<OpmlOutline> TimelineFeeds(FeedCatalog catalog, IReadOnlyList<View> views)
    {
        var site = catalog.Site;
        if (!Format.OfferedFor.HasFlag(FeedOffer.Timeline))
            yield break;
        var whole = Filtered(ServedTimeline.All.Title(site.Title), TimelineFilter.All);
        if (!WithParts)
        {
            yield return whole;
            yield break;
        }

        // What a timeline with a key can be narrowed by is nobody's business without it. Single sources are in /sources.opml, at their own
        // addresses.
        var narrower = site.Timeline != TimelineAccess.Public ? [] : ViewFeeds(catalog, views).Concat(TimelineConditions.All
            .Where(c => c != TimelineConditions.Source)
            .SelectMany(c => c.Choices(catalog).Distinct(StringComparer.Ordinal).Order(c.Order).Select(value => Filtered(
                $"{site.Title}: {c.Title.ToLowerInvariant()} {c.Label(catalog, value)}", TimelineFilter.All.With(c, [value])))));
        yield return new OpmlOutline { Text = whole.Text, Children = [whole, .. narrower] };
        if (Format == FeedFormats.Atom)
            yield return Feed(catalog, $"{site.Title}: health of the sources", "/sources/health.atom", "/sources", site.Language);

        OpmlOutline Filtered(string text, TimelineFilter filter) => Feed(catalog, text, new ServedTimeline(filter));
    }

    private IEnumerable<OpmlOutline> ViewFeeds(FeedCatalog catalog, IReadOnlyList<View> views) => views
        .Select(view => ServedTimeline.Of(view, TimelineFilter.All, out _)).OfType<ServedTimeline>()
        .Select(timeline => Feed(catalog, timeline.Title(catalog.Site.Title), timeline));

    private OpmlOutline Feed(FeedCatalog catalog, string text, ServedTimeline timeline) =>
        Feed(catalog, text, timeline.Feed(Format), timeline.Page, catalog.Site.Language);

    private OpmlOutline Feed(FeedCatalog catalog, string text, string feed, string page, string language) => new()
    {
        Text = text,
        XmlUrl = catalog.Site.Address.Absolute(feed),
        HtmlUrl = catalog.Site.Address.Absolute(page),
        Type = Format.OpmlType,
        Language = language,
    };
}
