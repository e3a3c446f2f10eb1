using FeedHub.Server.Api;
using FeedHub.Server.Api.Description;
using FeedHub.Server.Api.Limits;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Endpoints.Desk;
using FeedHub.Server.Endpoints.Feeds;
using FeedHub.Server.Endpoints.Pages;
using FeedHub.Server.Limits;
using FeedHub.Server.Pages;
using FeedHub.Server.Rendering;
using FeedHub.Server.Rendering.Http;
using FeedHub.Server.Security;
using FeedHub.Server.Security.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace FeedHub.Server.Endpoints;

/// <summary>The web side of FeedHub: every route, but for those of the API that read (<see cref="ApiRoutes"/>).</summary>
internal static class FeedHubRoutes
{
    /// <summary>Maximum bytes of a request's body; a few IDs are all that it needs.</summary>
    private const int MaxBody = 65_536;

    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddFeedHubWeb(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton<IConfigureOptions<ForwardedHeadersOptions>, ForwardedFrom>();
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddProblemDetails();
        // Pages only: feeds come compressed from their cache. No page holds a secret that compression could reveal (BREACH): the desk's
        // forms have another token each time, and no other site can make a browser ask for its pages with the cookie.
        services.AddResponseCompression(o => (o.EnableForHttps, o.MimeTypes) = (true, ["text/html"]));
        services.AddHttpContextAccessor();
        services.AddEditorSessions();
        services.AddSingleton<WrongKeys>();
        services.AddSingleton<KeyJudge>();
        services.AddSingleton<RenderingTurns>();
        services.AddSingleton(UnsentPages.OfThisMachine());
        services.AddSingleton<RenderedFeedCache>();
        services.AddSingleton<PictureTags>();
        services.AddSingleton<PictureSizes>();
        services.AddSingleton<SeriesFeeds>();
        services.AddSingleton<TimelineFeeds>();
        services.AddSingleton<ReadyFeeds>();
        services.AddSingleton<WatchedStories>();
        services.AddSingleton<WebAssets>();
        services.AddApi();
        return services;
    }

    public static WebApplication MapFeedHub(this WebApplication app)
    {
        app.Use((http, next) => http.Features.Get<OpenConnection>() is { } connection ? connection.AnswerAsync(http, next) : next(http));
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseBasePath();
        app.UsePublicHost();
        app.UseFeedLimits();
        app.UseReadyFeeds();
        app.UseRouting();
        // Before a page takes its turn, so that the delay for a wrong key does not occupy one.
        app.UseExceptionHandler();
        app.UseAdmission();
        app.UseApiLimits();
        // A page is rendered, compressed and, if that failed, replaced by an error page within its turn; it is sent after that.
        app.UsePageTurns();
        app.UseResponseCompression();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseFeedAliases();
        app.UseOneAddress();

        var timeline = app.MapGroup("").WithMetadata(Admission.TimelineReaders);
        timeline.MapMethods("/", Read, PageEndpoints.TimelineAsync);
        timeline.MapMethods("/stories/{id}", Read, PageEndpoints.StoryAsync);
        timeline.MapMethods("/sources", Read, PageEndpoints.SourcesAsync);
        timeline.MapMethods("/sources/{id}", Read, PageEndpoints.SourceAsync);
        timeline.MapMethods(timeline.OpenToScripts("/timeline/feed.{format}"), Read, TimelineFeedEndpoint.GetAsync).TakesOwnTurn();
        timeline.MapMethods(timeline.OpenToScripts("/sources/health.atom"), Read, SourceHealthEndpoint.GetAsync).TakesOwnTurn();
        timeline.MapMethods(timeline.OpenToScripts("/sources.opml"), Read, OpmlEndpoints.SourcesAsync).TakesOwnTurn();

        var open = app.MapGroup("").WithMetadata(Admission.Everybody);
        open.MapMethods("/series", Read, PageEndpoints.SeriesIndex);
        open.MapMethods("/series/{series}", Read, PageEndpoints.Series);
        open.MapMethods("/series/{series}/{slug}", Read, PageEndpoints.BriefAsync);
        open.MapMethods("/series/{series}/media/{file}", Read, MediaEndpoint.GetAsync).WithMetadata(WithoutTurn.Instance);
        open.MapMethods(open.OpenToScripts("/series/{series}/feed.{format}"), Read, SeriesFeedEndpoint.GetAsync).TakesOwnTurn();
        open.MapMethods(
            open.OpenToScripts("/series/{series}/archive/{year:int}/feed.{format}"), Read, SeriesFeedEndpoint.ArchiveAsync).TakesOwnTurn();
        open.MapMethods("/series/{series}/{facet}/{value}", Read, PageEndpoints.Part);
        open.MapMethods(
            open.OpenToScripts("/series/{series}/{facet}/{value}/feed.{format}"), Read, SeriesFeedEndpoint.PartAsync).TakesOwnTurn();
        open.MapMethods(
            open.OpenToScripts("/series/{series}/{facet}/{value}/archive/{year:int}/feed.{format}"), Read,
            SeriesFeedEndpoint.PartArchiveAsync).TakesOwnTurn();
        open.MapMethods("/preview/{token}", Read, PreviewEndpoint.GetAsync);
        open.MapMethods("/preview/{token}/media/{file}", Read, PreviewEndpoint.MediaAsync).WithMetadata(WithoutTurn.Instance);
        open.MapMethods(open.OpenToScripts("/feeds.opml"), Read, OpmlEndpoints.FeedsAsync).TakesOwnTurn();
        open.MapMethods("/feeds", Read, PageEndpoints.Feeds);
        open.MapMethods("/embed/series/{series}", Read, PageEndpoints.Embed).WithMetadata(PagePolicy.Embeddable);
        open.MapMethods(SearchEngineEndpoints.SitemapPath, Read, SearchEngineEndpoints.SitemapAsync);
        open.MapMethods("/robots.txt", Read, SearchEngineEndpoints.Robots);

        app.MapApi();

        var door = app.MapGroup("").WithMetadata(Admission.DeskDoor);
        door.MapMethods(EditorsPath.SignIn, Read, SignInEndpoints.Get);
        door.MapPost(EditorsPath.SignIn, SignInEndpoints.PostAsync);
        door.MapPost(EditorsPath.SignOut, SignInEndpoints.Leave);
        var desk = app.MapGroup("").WithMetadata(Admission.Desk);
        desk.MapMethods("/editors/series/{series}/new", Read, BriefFormEndpoints.New);
        desk.MapMethods("/editors/series/{series}/briefs/{slug}/edit", Read, BriefFormEndpoints.EditAsync);
        var forms = desk.MapGroup("").WithMetadata(new RequestSizeLimitAttribute(BriefFormEndpoints.MaxBytes));
        forms.MapPost("/editors/series/{series}/new", BriefFormEndpoints.CreateAsync);
        forms.MapPost("/editors/series/{series}/briefs/{slug}/edit", BriefFormEndpoints.SaveAsync);
        desk.MapMethods("/editors/series/{series}/briefs/{slug}/watching", Read, WatchingEndpoints.GetAsync);
        desk.MapPost("/editors/series/{series}/briefs/{slug}/watching", WatchingEndpoints.PostAsync);
        desk.MapMethods("/editors/series/{series}/media/{file}", Read, DeskMediaEndpoint.Get).WithMetadata(WithoutTurn.Instance);
        desk.MapMethods(EditorsPath.Root, Read, SeriesDeskEndpoints.IndexAsync);
        desk.MapMethods("/editors/series/{series}", Read, SeriesDeskEndpoints.GetAsync);
        desk.MapPost("/editors/series/{series}/poll", SeriesDeskEndpoints.PollAsync);
        desk.MapMethods("/editors/series/{series}/log/{id:long}", Read, SeriesDeskEndpoints.ActAsync);
        desk.MapMethods("/editors/series/{series}/briefs/{slug}", Read, BriefDeskEndpoints.GetAsync);
        desk.MapPost("/editors/series/{series}/briefs/{slug}/accept", BriefDeskEndpoints.AcceptAsync);
        desk.MapPost("/editors/series/{series}/briefs/{slug}/merge", BriefDeskEndpoints.MergeAsync);
        desk.MapPost("/editors/series/{series}/briefs/{slug}/reject", BriefDeskEndpoints.RejectAsync);
        desk.MapPost("/editors/series/{series}/briefs/{slug}/withdraw", BriefDeskEndpoints.WithdrawAsync);
        desk.MapPost("/editors/series/{series}/briefs/{slug}/correct", BriefDeskEndpoints.CorrectAsync);

        var editors = app.MapGroup("").WithMetadata(Admission.Editors);
        editors.MapPost("/api/v1/series/{series}/poll", SeriesPollEndpoint.PostAsync);
        editors.MapMethods("/api/v1/series/{series}/poll", Read, SeriesPollEndpoint.Get);

        open.MapMethods("/assets/{file}", Read, AssetEndpoint.Get).WithMetadata(WithoutTurn.Instance);
        app.MapGroup("").WithMetadata(Admission.AdminsAndThisMachine, WithoutTurn.Instance).MapMetrics();
        var editing = app.MapGroup("/api/v1").WithMetadata(Admission.Admins, new RequestSizeLimitAttribute(MaxBody));
        editing.MapPost("/stories/{id:long}/split", StoryEndpoints.SplitAsync).Describes(ApiOperations.Split);
        editing.MapPost("/stories/{id:long}/merge", StoryEndpoints.MergeAsync).Describes(ApiOperations.Merge);
        open.MapMethods("/health/live", Read, HealthEndpoints.Live).WithMetadata(WithoutTurn.Instance);
        open.MapMethods("/health/ready", Read, HealthEndpoints.ReadyAsync).WithMetadata(WithoutTurn.Instance);
        return app;
    }

    /// <summary>
    /// Feeds answer the preflight requests of scripts on other sites too. They take a turn only if they are not ready, and are mapped
    /// where the compiler sees what answers: then it writes the code that is otherwise generated at each start.
    /// </summary>
    private static string OpenToScripts(this IEndpointRouteBuilder routes, string pattern)
    {
        routes.MapMethods(pattern, [HttpMethods.Options], CrossOrigin.Preflight);
        return pattern;
    }
}
