using System.Globalization;
using FeedHub.Core.Timelines.Changes;
using FeedHub.Server.Api.Answers;
using FeedHub.Server.Api.Streams;
using FeedHub.Server.Background;
using FeedHub.Server.Configuration;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Rendering.Http;

namespace FeedHub.Server.Api;

/// <summary>What happens to stories, told as it happens (HTML Standard §9.2, server-sent events).</summary>
internal static class StreamApi
{
    private const string LastEvent = "Last-Event-ID";

    public static async Task<IResult> GetAsync(
        HttpContext http, IStoryChanges changes, StoryStreams streams, StreamPlaces places, DrainService drain, CurrentCatalog current,
        CancellationToken cancellationToken)
    {
        var query = new ApiQuery(http.Request.Query, "stream");
        var since = query.Since();
        // What a browser sends when it connects again is newer than what is in the address.
        if (http.Request.Headers[LastEvent] is [{ Length: > 0 } last])
        {
            if (!long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return TypedResults.Problem($"{LastEvent} is not the id of an event of this stream.", statusCode: 400);
            since = number;
        }
        if (ChangesApi.FilterOf(http, query.Problems, out var refused) is not { } filter)
            return refused!;
        // This also looks up what the filter names, which the first time takes longer than a story may take to be told.
        var from = since ?? await changes.LastAsync(cancellationToken);
        if (await changes.AfterAsync(from, filter, max: 1, cancellationToken) is null)
            return ChangesApi.NotKept;
        if (drain.IsOver.IsCancellationRequested)
            return Problems.Busy(http);
        var place = places.Take(http);
        if (place.Refusal is { } full)
            return full;
        http.Response.RegisterForDispose(place);
        if (CachePolicy.IsShared(current.Value.Site))
            CrossOrigin.Allow(http.Response.Headers);
        // nginx would collect events until a buffer is full.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(streams.FollowAsync(filter.Whole, from, http.Abort, cancellationToken));
    }
}
