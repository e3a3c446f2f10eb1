using FeedHub.Core.Sources;
using FeedHub.Formats;
using FeedHub.Formats.Reading;

namespace FeedHub.Core.Ingestion;

/// <summary>Looks for the feed of a source that is dead, to propose it to a person.</summary>
internal static class FeedProposal
{
    /// <summary>Failures in a row at which the home page is looked through: when the source breaks, and seldom after that.</summary>
    public static bool IsDue(int failures, FetchFailure failure) =>
        failures == 3 || (failures > 3 && failures % 10 == 0) || (failure == FetchFailure.Gone && failures == 1);

    /// <summary>The feed that the source's home page names, where that is none of its addresses; null when there is none.</summary>
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
