using FeedHub.Core.Sources;

namespace FeedHub.Core.Ingestion;

/// <summary>Speaks HTTP to the outside world.</summary>
public interface IFeedFetcher
{
    /// <summary>Fetches one feed. What the world does daily is a value; only cancellation and our own faults throw.</summary>
    Task<FetchResult> FetchAsync(FetchRequest request, CancellationToken cancellationToken);
}
