using FeedHub.Core.Content.Markup;
using FeedHub.Core.Sources;
using FeedHub.Formats;
using FeedHub.Formats.Reading;

namespace FeedHub.Core.Ingestion;

/// <summary>A feed that was found and read.</summary>
/// <param name="How">How it was found, in words.</param>
public sealed record DiscoveredFeed(string Url, string How, FeedDocument Document)
{
    public DateTimeOffset? Newest => Document.Items.Max(i => i.Published ?? i.Updated);
}

/// <summary>The result of a search for feeds.</summary>
/// <param name="Feeds">The feeds that could be read; those that the page links to come first.</param>
/// <param name="Failure">Why the address itself could not be fetched; null if it could.</param>
public sealed record Discovery(IReadOnlyList<DiscoveredFeed> Feeds, FetchResult.Failed? Failure);

/// <summary>Finds the feeds of a site: those that its page links to, else those at common paths.</summary>
/// <param name="of">The source whose proxy, politeness and user agent apply; null for the usual ones. Its credential is not sent.</param>
public sealed class FeedDiscovery(IFeedFetcher fetcher, Source? of = null)
{
    private const int MaxTried = 24;
    private static readonly string[] WellKnown =
        ["/feed", "/feed/", "/rss", "/rss/", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/en/rss"];
    private static readonly string[] Words = ["rss", "atom", "feed", ".rdf"];

    /// <summary>
    /// Tries a page and the feeds that it links to. If there are none, tries common paths, unless the server does not respond.
    /// </summary>
    /// <param name="url">Address of a page or a feed.</param>
    public async Task<Discovery> FindAsync(string url, CancellationToken cancellationToken)
    {
        var found = new List<DiscoveredFeed>();
        var answer = await FetchAsync(url, cancellationToken);
        if (answer is FetchResult.Fetched page)
        {
            if (Read(page) is FeedReading.Readable { Document: var itself })
                return new Discovery([new DiscoveredFeed(page.FinalUrl, "the address itself", itself)], null);
            await TryAsync(Named(page), found, cancellationToken);
            url = page.FinalUrl;
        }

        if (found.Count == 0 && answer.StatusCode is not null && Uri.TryCreate(url, UriKind.Absolute, out var site))
            await TryAsync(WellKnown.Select(p => (new Uri(site, p).AbsoluteUri, "a common path")), found, cancellationToken);
        return new Discovery(found, answer as FetchResult.Failed);
    }

    private async Task TryAsync(
        IEnumerable<(string Url, string How)> candidates, List<DiscoveredFeed> found, CancellationToken cancellationToken)
    {
        foreach (var (url, how) in candidates.DistinctBy(c => c.Url).Take(MaxTried))
        {
            if (await FetchAsync(url, cancellationToken) is FetchResult.Fetched body
                && Read(body) is FeedReading.Readable { Document: var document }
                && found.TrueForAll(f => f.Url != body.FinalUrl))
            {
                found.Add(new DiscoveredFeed(body.FinalUrl, how, document));
            }
        }
    }

    private static IEnumerable<(string Url, string How)> Named(FetchResult.Fetched page)
    {
        foreach (var link in page.Links.SelectMany(LinkHeader.Feeds))
            yield return (Absolute(page, link), "a Link header");
        if (Read(page) is FeedReading.Unreadable { Feeds: var feeds, SendsTo: var target })
        {
            foreach (var feed in feeds)
                yield return (feed.Href, "a link element");
            if (target is not null)
                yield return (target, "the address to which the page sends browsers on");
        }

        using var document = HtmlTree.Parse(PageReader.Decode(page.Body, page.ContentType));
        foreach (var anchor in document.QuerySelectorAll("a[href]"))
        {
            var href = anchor.GetAttribute("href")!;
            if (Words.Any(w => href.Contains(w, StringComparison.OrdinalIgnoreCase))
                || anchor.TextContent.Contains("rss", StringComparison.OrdinalIgnoreCase))
            {
                yield return (Absolute(page, href), "a link on the page");
            }
        }
    }

    private static string Absolute(FetchResult.Fetched page, string href) =>
        Uri.TryCreate(new Uri(page.FinalUrl), href, out var url) ? url.AbsoluteUri : href;

    private static FeedReading Read(FetchResult.Fetched body) =>
        FeedReader.Read(body.Body, new FeedOrigin(body.ContentType, body.ContentLocation, body.FinalUrl));

    private Task<FetchResult> FetchAsync(string url, CancellationToken cancellationToken) => fetcher.FetchAsync(
        of is null
            ? new FetchRequest(url, FeedValidators.None)
            : new FetchRequest(of with { Url = url, Credential = null }, FeedValidators.None),
        cancellationToken);
}
