using FeedHub.Server.Rendering;

namespace FeedHub.Server.Endpoints.Feeds;

/// <summary>Answers requests for feeds that are ready, before everything that is needed only to make an answer.</summary>
internal static class ReadyFeedAnswers
{
    public static IApplicationBuilder UseReadyFeeds(this WebApplication app)
    {
        var ready = app.Services.GetRequiredService<ReadyFeeds>();
        return app.Use((http, next) =>
            (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
                && !(http.Request.QueryString.HasValue && http.Request.Query.ContainsKey(SeriesFeedEndpoint.Limit))
                && ready.Find(http.Request.Path.Value ?? "") is { } feed
                ? feed.ExecuteAsync(http)
                : next(http));
    }
}
