using FeedHub.Core.Content;
using FeedHub.Core.Gazetteer;
using FeedHub.Core.Timelines;
using FeedHub.Server.Api.Answers;
using FeedHub.Server.Api.Records;
using FeedHub.Server.Configuration;
using FeedHub.Server.Endpoints.Answers;

namespace FeedHub.Server.Api;

/// <summary>What the gazetteer knows: things with their names, and topics.</summary>
internal static class GazetteerApi
{
    private const string List = "gazetteer";
    private const string Path = "/api/v1/gazetteer";

    public static async Task<IResult> ListAsync(
        HttpContext http, CurrentCatalog current, ApiAnswers answers, CancellationToken cancellationToken)
    {
        var query = new ApiQuery(http.Request.Query, List);
        var name = query.Value("name", $"letters of a name, at most {TimelineConditions.MaxTextChars} characters", Folded);
        var kind = query.Value(
            "kind", string.Join(", ", ApiThing.Kinds.Keys),
            word => ApiThing.Kinds.TryGetValue(word, out var known) ? known : (GazetteerKind?)null);
        var (limit, after) = (query.Limit(), query.Cursor(text => text) ?? "");
        if (query.Problems.Count > 0)
            return Problems.BadQuery(query.Problems);
        var (contents, basePath) = (current.Value.Gazetteer, current.Value.Site.BasePath);
        return await answers.OfTimelineAsync(
            Path, $"{query.Canonical} {after}", "",
            _ =>
            {
                var found = contents.Entries.OrderBy(e => e.Id, StringComparer.Ordinal)
                    .Where(e => string.CompareOrdinal(e.Id, after) > 0)
                    .Where(e => (kind is null || e.Kind == kind) && (name is null || IsCalled(e, name)))
                    .Take(limit + 1).ToList();
                return Task.FromResult(new ApiList<ApiThing>(
                    [.. found.Take(limit).Select(ApiThing.From)],
                    found.Count > limit ? ApiQuery.Next(basePath + Path, List, query.Canonical, found[limit - 1].Id) : null));
            },
            cancellationToken);
    }

    public static IResult Get(string id, CurrentCatalog current, ApiAnswers answers) =>
        current.Value.Gazetteer.Entries.FirstOrDefault(e => e.Id == id) is { } entry
            ? answers.OfTimeline(ApiThing.From(entry))
            : Problems.NotFound("The gazetteer has no such entry.");

    public static IResult Topics(CurrentCatalog current, ApiAnswers answers)
    {
        var contents = current.Value.Gazetteer;
        return answers.OfTimeline(new ApiList<ApiTopic>([.. contents.Topics.Select(t => ApiTopic.From(t, contents))]));
    }

    /// <summary>Whether a word of a name begins with what is searched for, in any language.</summary>
    private static bool IsCalled(GazetteerEntry entry, string name) =>
        entry.Names.Any(n => $" {SearchText.Fold(n.Text)}".Contains($" {name}", StringComparison.Ordinal));

    private static string? Folded(string name) =>
        name.Length <= TimelineConditions.MaxTextChars && SearchText.Fold(name) is { Length: > 0 } folded ? folded : null;
}
