using FeedHub.Core.Entries;
using FeedHub.Core.Sources;
using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Queries;
using FeedHub.Core.Timelines.Walking;
using FeedHub.Server.Api.Answers;
using FeedHub.Server.Api.Records;
using FeedHub.Server.Configuration;
using FeedHub.Server.Endpoints.Answers;

namespace FeedHub.Server.Api;

/// <summary>Entries in the order of their arrival.</summary>
internal static class EntriesApi
{
    private const string List = "entries";
    private const string Path = "/api/v1/entries";

    public static async Task<IResult> ListAsync(
        HttpContext http, IEntryStore store, CurrentCatalog current, ApiAnswers answers, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var query = new ApiQuery(http.Request.Query, List);
        var source = query.Value("source", TimelineConditions.Source.Allowed, TimelineConditions.Source.Canonical);
        var after = query.Value("after", QueryTime.Allowed, QueryTime.Parse);
        var before = query.Value("before", QueryTime.Allowed, QueryTime.Parse);
        var (limit, below) = (query.Limit(), query.Cursor(EntryPosition.Parse));
        if (query.Problems.Count > 0)
            return Problems.BadQuery(query.Problems);
        // One more than asked for tells whether older ones follow.
        var found = await store.NewestAsync(
            new EntryFilter(source is null ? null : new SourceId(source), At(after), At(before)), below, limit + 1, cancellationToken);
        var shown = found.Take(limit).ToList();
        return answers.OfTimeline(new ApiList<ApiEntry>(
            [.. shown.Select(ApiEntry.From)],
            found.Count > limit
                ? ApiQuery.Next(current.Value.Site.BasePath + Path, List, query.Canonical, EntryPosition.Of(shown[^1]).ToString())
                : null));

        DateTimeOffset? At(QueryTime? time) => time?.At(clock.GetUtcNow(), TimeZoneInfo.Utc);
    }

    public static async Task<IResult> GetAsync(string id, IEntryStore store, ApiAnswers answers, CancellationToken cancellationToken) =>
        await store.FindAsync(new EntryId(id), cancellationToken) is { } found
            ? answers.OfTimeline(ApiEntry.WithText(found))
            : Problems.NotFound("There is no such entry.");
}
