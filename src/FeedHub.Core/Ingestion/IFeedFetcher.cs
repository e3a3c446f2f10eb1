using FeedHub.Core.Sources;

namespace FeedHub.Core.Ingestion;

/// <summary>Fetches feeds over HTTP.</summary>
public interface IFeedFetcher
{
    /// <summary>Fetches one feed. Everyday failures are returned as values; only cancellation and our own bugs throw.</summary>
    Task<FetchResult> FetchAsync(FetchRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// The host of this address has called us and expects a request. What it asked before, to wait, and its failures are forgotten.
    /// </summary>
    void Invited(string url);
}
