using FeedHub.Core.Sources;
using FeedHub.Formats;
using FeedHub.Formats.Reading;

namespace FeedHub.Core.Ingestion;

/// <summary>Looks for a new feed of a dead source, to propose it to a person.</summary>
internal static class FeedProposal
{
    /// <summary>
    /// Whether to search the home page after this number of failures in a row: when the source breaks, and at every tenth failure after
    /// that.
    /// </summary>
    public static bool IsDue(int failures, FetchFailure failure) =>
        failures == 3 || (failures > 3 && failures % 10 == 0) || (failure == FetchFailure.Gone && failures == 1);

    /// <summary>A feed that the source's home page names and that is not one of its addresses; null if there is none.</summary>
    public static async Task<string?> FindAsync(IFeedFetcher fetcher, Source source, CancellationToken cancellationToken)
    {
        if (source.Home is not { } home)
            return null;
        var page = await fetcher.FetchAsync(
            new FetchRequest(source with { Url = home, Credential = null }, FeedValidators.None), cancellationToken);
        return page is FetchResult.Fetched body
            && FeedReader.Read(body.Body, new FeedOrigin(body.ContentType, body.ContentLocation, body.FinalUrl))
                is FeedReading.Unreadable { Feeds: var feeds }
            ? feeds.Select(f => f.Href).FirstOrDefault(f => f != source.Url && !source.FallbackUrls.Contains(f))
            : null;
    }
}
