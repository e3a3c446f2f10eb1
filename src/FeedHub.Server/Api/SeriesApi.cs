using System.Globalization;
using FeedHub.Core.Briefs;
using FeedHub.Server.Api.Answers;
using FeedHub.Server.Api.Records;
using FeedHub.Server.Configuration;
using FeedHub.Server.Endpoints.Answers;

namespace FeedHub.Server.Api;

/// <summary>The series and those of their briefs that are public.</summary>
internal static class SeriesApi
{
    private const string BriefList = "briefs";

    public static IResult List(CurrentCatalog current, ApiAnswers answers, TimeProvider clock)
    {
        var (catalog, now) = (current.Value, clock.GetUtcNow());
        return answers.OfSeries(new ApiList<ApiSeries>(
            [.. catalog.Series.Select(s => ApiSeries.From(BriefSelection.From(s, now), catalog.Site.Address))]));
    }

    public static IResult Get(string series, CurrentCatalog current, ApiAnswers answers, TimeProvider clock) =>
        Selection(series, current, clock) is { } found
            ? answers.OfSeries(ApiSeries.From(found, current.Value.Site.Address))
            : Problems.NotFound("There is no such series.");

    public static IResult Briefs(string series, HttpContext http, CurrentCatalog current, ApiAnswers answers, TimeProvider clock)
    {
        if (Selection(series, current, clock) is not { } found)
            return Problems.NotFound("There is no such series.");
        var query = new ApiQuery(http.Request.Query, BriefList);
        var (limit, below) = (query.Limit(), query.Cursor(Place));
        if (query.Problems.Count > 0)
            return Problems.BadQuery(query.Problems);
        var site = current.Value.Site;
        var follow = found.Briefs.OrderByDescending(PlaceOf).Where(b => below is not { } place || PlaceOf(b).CompareTo(place) < 0).ToList();
        return answers.OfSeries(new ApiList<ApiBrief>(
            [.. follow.Take(limit).Select(b => ApiBrief.From(found, b, site.Address))],
            follow.Count > limit
                ? ApiQuery.Next($"{site.BasePath}/api/v1/series/{series}/briefs", BriefList, query.Canonical, Written(follow[limit - 1]))
                : null));
    }

    public static IResult Brief(string series, string slug, CurrentCatalog current, ApiAnswers answers, TimeProvider clock)
    {
        var found = Selection(series, current, clock);
        if (found?.Withdrawn.FirstOrDefault(b => b.Slug == slug) is { Retraction: { } retraction })
            return Problems.Withdrawn(retraction);
        return found?.Briefs.FirstOrDefault(b => b.Slug == slug) is { } brief
            ? answers.OfSeries(ApiBrief.WithText(found, brief, current.Value.Site.Address))
            : Problems.NotFound("There is no such brief.");
    }

    private static BriefSelection? Selection(string series, CurrentCatalog current, TimeProvider clock) =>
        current.Value.Series.FirstOrDefault(s => s.Slug == series) is { } found ? BriefSelection.From(found, clock.GetUtcNow()) : null;

    private static (long Released, string Slug) PlaceOf(Brief brief) => (brief.Released.UtcTicks, brief.Slug);

    private static string Written(Brief brief) => string.Create(CultureInfo.InvariantCulture, $"{brief.Released.UtcTicks} {brief.Slug}");

    private static (long Released, string Slug)? Place(string text) =>
        text.Split(' ') is [var ticks, var slug] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var released)
            ? (released, slug)
            : null;
}
