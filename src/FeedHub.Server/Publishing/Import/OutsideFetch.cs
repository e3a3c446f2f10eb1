using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;

namespace FeedHub.Server.Publishing.Import;

/// <summary>Fetches what briefs are made from, by the same guarded and polite fetcher as sources.</summary>
internal sealed class OutsideFetch(IFeedFetcher fetcher)
{
    public Task<FetchResult> AskAsync(string url, FeedValidators validators, CancellationToken cancellationToken) =>
        fetcher.FetchAsync(new FetchRequest(url, validators), cancellationToken);

    /// <inheritdoc cref="IFeedFetcher.Invited"/>
    public void Invited(string url) => fetcher.Invited(url);

    /// <summary>The answer, or why there is none.</summary>
    public async Task<(FetchResult.Fetched? Body, string? Wrong)> GetAsync(string url, CancellationToken cancellationToken) =>
        await AskAsync(url, FeedValidators.None, cancellationToken) switch
        {
            FetchResult.Fetched body => (body, null),
            FetchResult.Failed failed => (null, $"{failed.Failure.Name()}: {failed.Detail}"),
            _ => (null, "the server sent nothing"),
        };

    /// <summary>Whether the server says that there is nothing at the address any more; null if that could not be found out.</summary>
    public async Task<bool?> IsGoneAsync(string url, CancellationToken cancellationToken) =>
        await AskAsync(url, FeedValidators.None, cancellationToken) switch
        {
            FetchResult.Failed { StatusCode: 404 or 410 } => true,
            FetchResult.Failed => null,
            _ => false,
        };
}
