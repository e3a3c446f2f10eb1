using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Walking;
using FeedHub.Server.Api.Answers;
using FeedHub.Server.Api.Records;
using FeedHub.Server.Configuration;
using FeedHub.Server.Endpoints.Answers;

namespace FeedHub.Server.Api;

/// <summary>Stories, their earlier texts, and the stories around them.</summary>
internal static class StoriesApi
{
    private const string List = "stories";
    private const string Path = "/api/v1/stories";

    public static async Task<IResult> ListAsync(
        HttpContext http, TimelineWalk walk, ITimelineStore store, CurrentCatalog current, ApiAnswers answers,
        CancellationToken cancellationToken)
    {
        var query = new ApiQuery(http.Request.Query, List);
        var cursor = query.Cursor<TimelineCursor?>(text => TimelineCursor.Parse(text));
        // Where the list goes on is told by the cursor alone.
        var reading = TimelineQuery.Read(name => name == "before" ? [] : http.Request.Query[name]);
        if (reading is not TimelineReading.Understood { Filter: var filter } || query.Problems.Count > 0)
            return Problems.BadQuery([.. query.Problems, .. reading is TimelineReading.Refused refused ? refused.Problems : []]);
        var (site, canonical) = (current.Value.Site, TimelineQuery.Write(filter));
        return await answers.OfTimelineAsync(
            Path, $"{canonical} {cursor}", $"{await store.VersionAsync(cancellationToken)}",
            async stopping =>
            {
                var leg = await walk.NextAsync(filter, cursor, TextExtent.Excerpt, stopping);
                return new ApiList<ApiStory>(
                    [.. leg.Stories.Select(s => ApiStory.From(s, site.Address))],
                    leg.Next is { } next ? ApiQuery.Next(site.BasePath + Path, List, canonical, next.ToString()) : null);
            },
            cancellationToken);
    }

    public static Task<IResult> GetAsync(
        long id, ITimelineStore store, CurrentCatalog current, ApiAnswers answers, CancellationToken cancellationToken) =>
        FindAsync(
            id, "", store, current,
            story => Task.FromResult(answers.OfTimeline(ApiStory.From(story, current.Value.Site.Address))), cancellationToken);

    public static Task<IResult> RevisionsAsync(
        long id, ITimelineStore store, CurrentCatalog current, ApiAnswers answers, CancellationToken cancellationToken) =>
        FindAsync(
            id, "/revisions", store, current,
            async story =>
            {
                var revisions = await store.RevisionsAsync(story.Id, cancellationToken);
                return answers.OfTimeline(new ApiList<ApiRevisions>(
                    [
                        .. story.Reports.Where(r => revisions.Contains(r.Entry.Id))
                            .Select(r => ApiRevisions.From(r, revisions[r.Entry.Id])),
                    ]));
            },
            cancellationToken);

    public static Task<IResult> RelatedAsync(
        long id, ITimelineStore store, CurrentCatalog current, ApiAnswers answers, CancellationToken cancellationToken) =>
        FindAsync(
            id, "/related", store, current,
            async story => answers.OfTimeline(new ApiList<ApiRelatedStory>(
                [
                    .. (await store.RelatedAsync(story.Id, cancellationToken))
                        .Select(r => ApiRelatedStory.From(r, current.Value.Site.Address)),
                ])),
            cancellationToken);

    /// <summary>What is answered of a story; one that has become part of another leads there.</summary>
    private static async Task<IResult> FindAsync(
        long id, string part, ITimelineStore store, CurrentCatalog current, Func<Story, Task<IResult>> answer,
        CancellationToken cancellationToken)
    {
        if (await store.StoryAsync(new StoryId(id), TextExtent.Excerpt, cancellationToken) is { } story)
            return await answer(story);
        return await store.RedirectAsync(new StoryId(id), cancellationToken) is { } target
            ? TypedResults.Redirect($"{current.Value.Site.BasePath}{Path}/{target}{part}", permanent: true)
            : Problems.NotFound("There is no such story.");
    }
}
