using FeedHub.Core.Sources;
using FeedHub.Server.Api.Answers;
using FeedHub.Server.Api.Records;
using FeedHub.Server.Configuration;
using FeedHub.Server.Endpoints.Answers;

namespace FeedHub.Server.Api;

/// <summary>The sources, how they are, and what happened to them.</summary>
internal static class SourcesApi
{
    private const string List = "sources";
    private const string Path = "/api/v1/sources";

    public static async Task<IResult> ListAsync(
        HttpContext http, ISourceStore store, CurrentCatalog current, ApiAnswers answers, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var query = new ApiQuery(http.Request.Query, List);
        var (limit, after) = (query.Limit(), query.Cursor(text => (SourceId?)new SourceId(text)));
        if (query.Problems.Count > 0)
            return Problems.BadQuery(query.Problems);
        var (site, now) = (current.Value.Site, clock.GetUtcNow());
        // One more than asked for tells whether others follow.
        var found = await store.AfterAsync(after, limit + 1, cancellationToken);
        var shown = found.Take(limit).ToList();
        return answers.OfTimeline(new ApiList<ApiSource>(
            [.. shown.Select(s => ApiSource.From(s, site.Address, now))],
            found.Count > limit ? ApiQuery.Next(site.BasePath + Path, List, query.Canonical, shown[^1].Source.Id.Value) : null));
    }

    public static async Task<IResult> GetAsync(
        string id, ISourceStore store, CurrentCatalog current, ApiAnswers answers, TimeProvider clock,
        CancellationToken cancellationToken) =>
        await store.ReportAsync(new SourceId(id), maxEvents: 0, cancellationToken) is { Overview: var found }
            ? answers.OfTimeline(ApiSource.From(found, current.Value.Site.Address, clock.GetUtcNow()))
            : Problems.NotFound("There is no such source.");

    public static async Task<IResult> EventsAsync(string id, ISourceStore store, ApiAnswers answers, CancellationToken cancellationToken)
    {
        var source = new SourceId(id);
        return await store.ReportAsync(source, maxEvents: 0, cancellationToken) is { Overview: var found }
            ? answers.OfTimeline(
                ApiSourceEvents.From(found, await store.FetchesAsync(source, SourceFetch.Kept, cancellationToken)))
            : Problems.NotFound("There is no such source.");
    }
}
