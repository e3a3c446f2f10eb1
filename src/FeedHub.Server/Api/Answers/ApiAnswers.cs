using FeedHub.Server.Api.Records;
using FeedHub.Server.Configuration;
using FeedHub.Server.Rendering;
using FeedHub.Server.Rendering.Http;

namespace FeedHub.Server.Api.Answers;

/// <summary>Answers with records as JSON. An answer of which the version is known is rendered once and kept.</summary>
internal sealed class ApiAnswers(RenderedFeedCache cache, CurrentCatalog current, TimeProvider clock)
{
    public const string MediaType = "application/json; charset=utf-8";

    /// <summary>What belongs to the timeline, and may need a key.</summary>
    public IResult OfTimeline<T>(T answer) => ForReaders(Rendered(answer));

    /// <param name="query">The canonical query, with what says which part of a list it is.</param>
    /// <param name="version">Changes whenever the answer could.</param>
    public async Task<IResult> OfTimelineAsync<T>(
        string path, string query, string version, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        ForReaders(await cache.GetAsync(
            new RenderingKey(path, "json", query, $"{current.Value.Hash}-{version}"), async stopping => Rendered(await read(stopping)),
            cancellationToken));

    /// <summary>What belongs to the timeline, and may be more for those who have a key.</summary>
    public IResult OfCaller<T>(bool hasKey, T answer) =>
        hasKey ? Result(Rendered(answer), CachePolicy.Nobody, shared: false) : ForReaders(Rendered(answer));

    /// <summary>What a request has made.</summary>
    public static IResult Made<T>(T answer) =>
        TypedResults.Content(ApiJson.Text(answer), MediaType, statusCode: StatusCodes.Status201Created);

    /// <summary>What belongs to the series, and is for everybody.</summary>
    public IResult OfSeries<T>(T answer) => Result(Rendered(answer), CachePolicy.Series, shared: true);

    private RepresentationResult ForReaders(Representation answer)
    {
        var site = current.Value.Site;
        return Result(answer, CachePolicy.Api(site), CachePolicy.IsShared(site));
    }

    private RepresentationResult Result(Representation answer, string cacheControl, bool shared) =>
        new(answer, cacheControl, answer.Link, shared, clock);

    private static Representation Rendered<T>(T answer) => Representation.From(ApiJson.Bytes(answer), MediaType, lastModified: null) with
    {
        Link = (answer as IApiPart)?.Next is { } next ? $"<{next}>; rel=\"next\"" : null,
    };
}
