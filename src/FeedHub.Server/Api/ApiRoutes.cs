using FeedHub.Server.Api.Answers;
using FeedHub.Server.Api.Description;
using FeedHub.Server.Api.Limits;
using FeedHub.Server.Api.Streams;
using FeedHub.Server.Endpoints.Pages;
using FeedHub.Server.Rendering.Http;
using FeedHub.Server.Security;

namespace FeedHub.Server.Api;

/// <summary>The routes of the API that read, each with who may use it and what the OpenAPI document says of it.</summary>
internal static class ApiRoutes
{
    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddApi(this IServiceCollection services) => services
        .AddSingleton<ApiAnswers>()
        .AddSingleton<StreamPlaces>()
        .AddSingleton<StoryStreams>()
        .AddHostedService(s => s.GetRequiredService<StoryStreams>())
        .AddApiDocument();

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        var timeline = app.MapGroup("/api/v1").WithMetadata(Admission.TimelineReaders, CountedByApi.Instance);
        timeline.MapRead("/stories", StoriesApi.ListAsync, ApiOperations.StoryList).TakesOwnTurn();
        timeline.MapRead("/stories/export.{format}", ExportsApi.GetAsync, ApiOperations.Export).TakesOwnTurn();
        timeline.MapRead("/stories/{id:long}", StoriesApi.GetAsync, ApiOperations.Story);
        timeline.MapRead("/stories/{id:long}/revisions", StoriesApi.RevisionsAsync, ApiOperations.Revisions);
        timeline.MapRead("/stories/{id:long}/related", StoriesApi.RelatedAsync, ApiOperations.Related);
        timeline.MapRead("/changes", ChangesApi.ListAsync, ApiOperations.ChangeList);
        timeline.MapMethods("/stream", [HttpMethods.Options], CrossOrigin.Preflight);
        timeline.MapGet("/stream", StreamApi.GetAsync).Describes(ApiOperations.Stream).WithMetadata(WithoutTurn.Instance);
        timeline.MapRead("/entries", EntriesApi.ListAsync, ApiOperations.EntryList);
        timeline.MapRead("/entries/{id}", EntriesApi.GetAsync, ApiOperations.Entry);
        timeline.MapRead("/sources", SourcesApi.ListAsync, ApiOperations.SourceList);
        timeline.MapRead("/sources/{id}", SourcesApi.GetAsync, ApiOperations.Source);
        timeline.MapRead("/sources/{id}/events", SourcesApi.EventsAsync, ApiOperations.SourceEvents);
        timeline.MapRead("/gazetteer", GazetteerApi.ListAsync, ApiOperations.ThingList).TakesOwnTurn();
        timeline.MapRead("/gazetteer/{id}", GazetteerApi.Get, ApiOperations.Thing);
        timeline.MapRead("/topics", GazetteerApi.Topics, ApiOperations.TopicList);

        var series = app.MapGroup("/api/v1").WithMetadata(Admission.EverybodyWithKey, CountedByApi.Instance);
        series.MapRead("/series", SeriesApi.List, ApiOperations.SeriesList);
        series.MapRead("/series/{series}", SeriesApi.Get, ApiOperations.OneSeries);
        series.MapRead("/series/{series}/briefs", SeriesApi.Briefs, ApiOperations.BriefList);
        series.MapRead("/series/{series}/briefs/{slug}", SeriesApi.Brief, ApiOperations.Brief);

        var open = app.MapGroup("").WithMetadata(Admission.Everybody);
        open.MapMethods(ReferenceEndpoints.DocumentPath, Read, ReferenceEndpoints.DocumentAsync).TakesOwnTurn();
        open.MapMethods(ReferenceEndpoints.DocumentPath, [HttpMethods.Options], CrossOrigin.Preflight);
        open.MapMethods("/docs", Read, ReferenceEndpoints.Page).WithMetadata(PagePolicy.Reference);
        open.MapMethods("/docs/scalar.js", Read, ReferenceEndpoints.PageScript).WithMetadata(WithoutTurn.Instance);
    }

    /// <summary>Says in the OpenAPI document what a route does.</summary>
    public static RouteHandlerBuilder Describes(this RouteHandlerBuilder route, ApiOperation operation)
    {
        route.WithMetadata(operation)
            .Produces(StatusCodes.Status200OK, operation.Example.GetType(), operation.MediaTypes[0], [.. operation.MediaTypes.Skip(1)]);
        foreach (var status in operation.Problems.Append(StatusCodes.Status401Unauthorized).Append(StatusCodes.Status429TooManyRequests)
                     .Append(StatusCodes.Status503ServiceUnavailable))
        {
            route.ProducesProblem(status);
        }
        return route;
    }

    /// <summary>A route that answers GET and HEAD, and the preflight requests of scripts on other sites.</summary>
    private static RouteHandlerBuilder MapRead(this IEndpointRouteBuilder routes, string pattern, Delegate get, ApiOperation operation)
    {
        routes.MapMethods(pattern, [HttpMethods.Options], CrossOrigin.Preflight);
#pragma warning disable RDG002 // Which handler it is, only this method's callers say: its code is generated at the start.
        return routes.MapMethods(pattern, Read, get).Describes(operation);
#pragma warning restore RDG002
    }
}
