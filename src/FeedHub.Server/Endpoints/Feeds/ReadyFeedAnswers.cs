using FeedHub.Server.Rendering;

namespace FeedHub.Server.Endpoints.Feeds;

/// <summary>Answers for feeds that are ready, ahead of everything that only the making of an answer needs.</summary>
internal static class ReadyFeedAnswers
{
    public static IApplicationBuilder UseReadyFeeds(this WebApplication app)
    {
        var ready = app.Services.GetRequiredService<ReadyFeeds>();
        return app.Use((http, next) =>
            (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
                && ready.Find(http.Request.Path.Value ?? "") is { } feed
                ? feed.ExecuteAsync(http)
                : next(http));
    }
}
