using System.Globalization;
using FeedHub.Core.Access;
using FeedHub.Core.Briefs;
using FeedHub.Core.Catalog;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Server.Configuration;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Pages;
using FeedHub.Server.Publishing.Following;
using FeedHub.Server.Rendering;
using FeedHub.Server.Rendering.Http;
using FeedHub.Server.Security;
using FeedHub.Server.Views;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace FeedHub.Server.Endpoints.Pages;

/// <summary>The pages.</summary>
internal static class PageEndpoints
{
    private const string NoIndex = "noindex";

    public static async Task<IResult> TimelineAsync(
        HttpContext http, ITimelineStore store, QueryReader queries, CurrentCatalog current, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var reading = TimelineQuery.Read(name => http.Request.Query[name]);
        if (reading is TimelineReading.Refused refused) return Problems.BadQuery(refused.Problems);
        var filter = ((TimelineReading.Understood)reading).Filter with { Zone = ReaderZone.From(http) };
        return await ScreenAsync(new ServedTimeline(filter), http, store, queries, current, clock, cancellationToken);
    }

    public static async Task<IResult> ViewAsync(
        string view, HttpContext http, CurrentViews views, ITimelineStore store, QueryReader queries, CurrentCatalog current,
        TimeProvider clock, CancellationToken cancellationToken) =>
        await views.TimelineAsync(view, name => http.Request.Query[name], ReaderZone.From(http), cancellationToken) switch
        {
            ({ } timeline, _) => await ScreenAsync(timeline, http, store, queries, current, clock, cancellationToken),
            (_, var refusal) => refusal!,
        };

    public static async Task<IResult> ViewsAsync(HttpContext http, CurrentViews views, CancellationToken cancellationToken) =>
        Page<ViewsPage>(http, CachePolicy.Visitor, new()
        {
            [nameof(ViewsPage.Views)] = await views.ListAsync(KeyHolder.Of(http), cancellationToken),
        });

    private static async Task<IResult> ScreenAsync(
        ServedTimeline timeline, HttpContext http, ITimelineStore store, QueryReader queries, CurrentCatalog current, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var filter = timeline.Filter;
        var page = await store.PageAsync(filter, TextExtent.Excerpt, cancellationToken);
        var newest = TimelineQuery.Write(filter).Length == 0
            ? page
            : await store.PageAsync(TimelineFilter.All with { Limit = 1 }, TextExtent.Excerpt, cancellationToken);
        var visit = VisitCookie.Read(http.Request).Next(
            newest.Stories.Count == 0 ? TimelinePosition.Bottom : TimelinePosition.Of(newest.Stories[0]), clock.GetUtcNow());
        VisitCookie.Write(http, visit, current.Value.Site.BasePath);
        http.Response.Headers["X-Robots-Tag"] = NoIndex;
        var languages = ReaderLanguages.From(http);
        return Page<TimelineScreen>(http, CachePolicy.Visitor, new()
        {
            [nameof(TimelineScreen.Page)] = page with { Stories = [.. page.Stories.Select(s => s.In(languages))] },
            [nameof(TimelineScreen.Timeline)] = timeline,
            [nameof(TimelineScreen.SeenBefore)] = visit.SeenBefore,
            [nameof(TimelineScreen.InWords)] = queries.InWords(filter),
            [nameof(TimelineScreen.Marks)] = queries.Marks(filter),
            [nameof(TimelineScreen.ToldElsewhere)] = await ToldElsewhere.OfAsync(store, filter, page.Stories, cancellationToken),
        });
    }

    public static async Task<IResult> StoryAsync(
        string id, HttpContext http, ITimelineStore store, CurrentCatalog current, TimeProvider clock, CancellationToken cancellationToken)
    {
        http.Response.Headers["X-Robots-Tag"] = NoIndex;
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return Problems.NotFound(
            "There is no such story.");
        }

        if (await store.StoryAsync(new StoryId(number), TextExtent.Whole, cancellationToken) is not { } story)
        {
            return await store.RedirectAsync(new StoryId(number), cancellationToken) is { } target
                ? TypedResults.Redirect($"{current.Value.Site.BasePath}/stories/{target}", permanent: true)
                : Problems.NotFound("There is no such story.");
        }
        // Somebody who reads a long story is still on the same visit.
        if (VisitCookie.Read(http.Request) is var visit && visit != Visit.None)
        {
            VisitCookie.Write(
            http, visit with { LastRequest = clock.GetUtcNow() }, current.Value.Site.BasePath);
        }

        var languages = ReaderLanguages.From(http);
        var related = await store.RelatedAsync(story.Id, cancellationToken);
        return Page<StoryPage>(http, CachePolicy.Visitor, new()
        {
            [nameof(StoryPage.Story)] = story.In(languages),
            [nameof(StoryPage.Related)] = related.Select(l => l with { Story = l.Story.In(languages) }).ToList(),
            [nameof(StoryPage.Revisions)] = await store.RevisionsAsync(story.Id, cancellationToken),
        });
    }

    public static async Task<IResult> SourcesAsync(
        HttpContext http, ISourceStore store, FeedHubOptions options, CurrentCatalog current, SeriesFollowing following,
        TimeProvider clock, string? standing, int? page, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (standing is not null)
        {
            return SourceStandings.Named(standing) is { } named && page is null or >= 1
                && await SourceGroup.AloneAsync(store, named, page ?? 1, now, cancellationToken) is { } group
                ? Page<SourcesOfStandingPage>(http, CachePolicy.Visitor, new() { [nameof(SourcesOfStandingPage.Group)] = group })
                : Problems.NotFound("There are no such sources.");
        }
        var (catalog, whole) = (current.Value, KeyHolder.RoleOf(http) == AccessRole.Admin);
        var problems = whole ? new PublicProblems(catalog.Problems, 0) : PublicProblems.From(catalog, now, options.Folders);
        return Page<SourcesPage>(http, whole ? CachePolicy.Nobody : CachePolicy.Visitor, new()
        {
            [nameof(SourcesPage.Groups)] = await SourceGroup.TogetherAsync(store, now, cancellationToken),
            [nameof(SourcesPage.Untried)] = catalog.Sources.Count(s => s is { Enabled: false, Verified: null, Tried: null }),
            [nameof(SourcesPage.Problems)] = problems,
            [nameof(SourcesPage.Whole)] = whole,
            [nameof(SourcesPage.Followed)] = catalog.Series.Where(s => s.Follow is not null)
                .Select(s => (s, following.StandingOf(s).Trouble)).Where(f => f.Trouble.LastFailure is not null).ToList(),
        });
    }

    public static async Task<IResult> SourceAsync(
        string id, HttpContext http, ISourceStore sources, ITimelineStore stories, CancellationToken cancellationToken)
    {
        http.Response.Headers["X-Robots-Tag"] = NoIndex;
        var source = new SourceId(id);
        if (await sources.ReportAsync(source, maxEvents: 20, cancellationToken) is not { } report)
            return Problems.NotFound("There is no such source.");
        var latest = await stories.PageAsync(
            TimelineFilter.All.With(TimelineConditions.Source, source.Value) with { Limit = 20 }, TextExtent.Excerpt, cancellationToken);
        return Page<SourcePage>(http, CachePolicy.Visitor, new()
        {
            [nameof(SourcePage.Report)] = report,
            [nameof(SourcePage.Fetches)] = await sources.FetchesAsync(source, SourceFetch.Kept, cancellationToken),
            [nameof(SourcePage.Latest)] = latest.Stories,
        });
    }

    public static IResult SeriesIndex(HttpContext http) => Page<SeriesIndexPage>(http, CachePolicy.Series, []);

    public static IResult Series(string series, HttpContext http, CurrentCatalog current, TimeProvider clock) =>
        Selection(series, current, clock) is { } found
            ? Page<SeriesPage>(http, CachePolicy.Series, new() { [nameof(SeriesPage.Selection)] = found })
            : Problems.NotFound("There is no such series.");

    public static IResult Part(string series, string facet, string value, HttpContext http, CurrentCatalog current, TimeProvider clock) =>
        Selection(series, current, clock)?.Part(facet, value) is not { Facet: { } part } found
            ? Problems.NotFound("There is nothing at this address.")
            : part.Value == value
            ? Page<SeriesPage>(http, CachePolicy.Series, new() { [nameof(SeriesPage.Selection)] = found })
            : Moved.To(current.Value.Site.Address.Absolute(BriefAddresses.Part(series, part)));

    public static IResult Embed(string series, string? theme, string? limit, HttpContext http, CurrentCatalog current, TimeProvider clock)
    {
        if (Selection(series, current, clock) is not { } found)
        {
            return Problems.NotFound("There is no such series.");
        }
        var (look, problems) = EmbedLook.Read(theme, limit);
        return look is null
            ? Problems.BadQuery(problems)
            : Page<EmbedPage>(http, CachePolicy.Series, new()
            {
                [nameof(EmbedPage.Selection)] = found,
                [nameof(EmbedPage.Theme)] = look.Theme,
                [nameof(EmbedPage.Limit)] = look.Limit,
            });
    }

    public static async Task<IResult> BriefAsync(
        string series, string slug, HttpContext http, CurrentCatalog current, WatchedStories watched, TimeProvider clock,
            CancellationToken cancellationToken)
    {
        if (Selection(series, current, clock) is not { } found) return Problems.NotFound("There is no such brief.");
        if (found.Withdrawn.FirstOrDefault(b => b.Slug == slug) is { Retraction: { } retraction })
        {
            return Problems.Withdrawn(retraction);
        }

        if (found.Briefs.FirstOrDefault(b => b.Slug == slug) is not { } brief) return Problems.NotFound("There is no such brief.");
        return Page<BriefPage>(http, CachePolicy.Series, new()
        {
            [nameof(BriefPage.Selection)] = found,
            [nameof(BriefPage.Brief)] = brief,
            [nameof(BriefPage.Since)] = await watched.SinceAsync(series, brief, current.Value.Site, cancellationToken),
        });
    }

    public static IResult Feeds(HttpContext http) => Page<FeedsPage>(http, CachePolicy.Page, []);

    private static BriefSelection? Selection(string series, CurrentCatalog current, TimeProvider clock) =>
        current.Value.Series.FirstOrDefault(s => s.Slug == series) is { } found ? BriefSelection.From(found, clock.GetUtcNow()) : null;

    private static RazorComponentResult<TPage> Page<TPage>(HttpContext http, string cacheControl, Dictionary<string, object?> parameters)
        where TPage : HubPage
    {
        http.Response.Headers.CacheControl = cacheControl;
        // ASP.NET says so only to clients that name a coding (aspnetcore #48008), and a cache would give their answer to all others.
        Vary.By(http.Response.Headers, HeaderNames.AcceptEncoding);
        return new RazorComponentResult<TPage>(parameters);
    }
}
