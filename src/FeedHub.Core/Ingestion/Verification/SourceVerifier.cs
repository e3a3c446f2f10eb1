using System.Globalization;
using FeedHub.Core.Content;
using FeedHub.Core.Entries;
using FeedHub.Core.Sources;
using FeedHub.Core.Urls;
using FeedHub.Formats;

namespace FeedHub.Core.Ingestion.Verification;

/// <summary>
/// Tries a source: at its address, at its fallbacks, and at the feeds that its home page leads to. A feed counts only if it has items and
/// is not an archive.
/// </summary>
public sealed class SourceVerifier(IFeedFetcher fetcher, TimeProvider clock)
{
    /// <summary>How old the newest item may be: an outlet that is silent for longer has probably moved or closed.</summary>
    public static readonly TimeSpan MaxSilence = TimeSpan.FromDays(90);

    /// <summary>A date further ahead than this is a mistake, not the newest item's.</summary>
    private static readonly TimeSpan MaxAhead = TimeSpan.FromDays(1);

    /// <summary>The finding; it does not enable anything.</summary>
    public async Task<SourceFinding> TryAsync(Source source, CancellationToken cancellationToken)
    {
        string? why = null;
        foreach (var address in source.FallbackUrls.Prepend(source.Url).Distinct())
        {
            var at = SourceAddress.At(source, address);
            var (document, wrong) = await ReadAsync(at, cancellationToken);
            if (document is null)
                why ??= wrong;
            else if (Weigh(at, document) is var found && found.Works)
                return found with { Asked = source.Url };
            else
                why ??= found.Why;
        }
        return await DiscoverAsync(source, why!, cancellationToken);
    }

    private async Task<(FeedDocument? Document, string? Wrong)> ReadAsync(Source at, CancellationToken cancellationToken) =>
        await fetcher.FetchAsync(new FetchRequest(at, FeedValidators.None), cancellationToken) switch
        {
            FetchResult.Fetched body => SourceReading.From(at, body) switch
            {
                FeedReading.Readable { Document: var document } => (document, null),
                FeedReading.Unreadable { Reason: var reason } => (null, reason),
                var other => (null, other.ToString()),
            },
            FetchResult.Failed failed => (null, $"{failed.Failure.Name()}: {failed.Detail}"),
            _ => (null, "the server sent nothing"),
        };

    /// <summary>
    /// Looks for another feed from the home page. Only one of the same site and language is taken: pages also link to feeds of others, of
    /// comments and of other editions.
    /// </summary>
    private async Task<SourceFinding> DiscoverAsync(Source source, string why, CancellationToken cancellationToken)
    {
        var dead = new SourceFinding { Id = source.Id, Asked = source.Url, Tried = Today(), Why = why };
        if (source.Home is not { } home)
            return dead;
        var discovery = await new FeedDiscovery(fetcher, source).FindAsync(home, cancellationToken);
        if (discovery.Failure is { } failed && discovery.Feeds.Count == 0)
            return dead with { Why = $"{why}; its home page: {failed.Failure.Name()}: {failed.Detail}" };
        HashSet<string> sites = [SiteOf(source, source.Url), SiteOf(source, home)];
        var plain = source with { Page = null };
        var judged = discovery.Feeds
            .Select(f => (f.Url, Other: !sites.Contains(SiteOf(source, f.Url)), Found: Weigh(SourceAddress.At(plain, f.Url), f.Document)))
            .Where(f => f.Found.Works && !f.Url.Contains("comment", StringComparison.OrdinalIgnoreCase)).ToList();
        var ours = judged.Where(f => !f.Other).ToList();
        if (ours.Find(f => IsIn(source.Language, f.Found.Language)) is { Found: { } found })
            return found with { Asked = source.Url };
        return dead with
        {
            Why = ours is [var (url, _, edition), ..] ? $"{why}; its home page leads to {RedactedUrl.From(url)}, in {edition.Language}"
                : judged is [var (elsewhere, _, _), ..] ? $"{why}; its home page leads to {RedactedUrl.From(elsewhere)}, of another site"
                : $"{why}; its home page leads to no other feed",
        };
    }

    /// <summary>What a document shows at the source's address.</summary>
    private SourceFinding Weigh(Source at, FeedDocument document)
    {
        var now = clock.GetUtcNow();
        var entries = EntryNormaliser.Normalise(document, at, [], now).Entries;
        var dates = entries.Select(e => e.Published ?? e.Updated).OfType<DateTimeOffset>().Where(d => d <= now + MaxAhead).Order().ToList();
        var found = new SourceFinding
        {
            Id = at.Id,
            Asked = at.Url,
            Tried = Today(),
            Address = at.Url,
            Format = document.Family is { } family ? $"{family.Name()} {document.Version}".TrimEnd() : "a page",
            Language = LanguageGuess.Settle([], string.Join('\n', entries.Select(e => e.Title))),
            ItemsAWeek = dates.Count > 1 && dates[^1] - dates[0] is { Ticks: > 0 } span
                ? Math.Round((dates.Count - 1) / (span / TimeSpan.FromDays(7)), 1) : null,
            Newest = dates.Count > 0 ? dates[^1] : null,
        };
        return entries.Count == 0 ? found with { Address = null, Why = "readable, but without items" }
            : found.Newest < now - MaxSilence
                ? found with
                {
                    Address = null,
                    Why = string.Create(CultureInfo.InvariantCulture, $"nothing new since {found.Newest:yyyy-MM-dd}"),
                }
            : found;
    }

    private static bool IsIn(string? declared, string? guessed) =>
        declared is null || guessed is null or "und" || declared.Split('-')[0] == guessed.Split('-')[0];

    private static string SiteOf(Source source, string address) => Uri.TryCreate(address, UriKind.Absolute, out var url)
        ? source.Politeness.SiteOf(url.IdnHost) : address;

    private DateOnly Today() => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}
