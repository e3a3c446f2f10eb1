using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Editing;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Pages.Desk;
using FeedHub.Server.Publishing;
using FeedHub.Server.Publishing.Desk;
using FeedHub.Server.Security;

namespace FeedHub.Server.Endpoints.Desk;

/// <summary>All series, and one series, for editors.</summary>
internal static class SeriesDeskEndpoints
{
    /// <summary>How long an answer waits for a poll; it goes on after that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<IResult> IndexAsync([AsParameters] DeskRequest ask)
    {
        var (lines, now) = (new List<DeskSeries>(), ask.Clock.GetUtcNow());
        foreach (var series in ask.Current.Value.Series)
        {
            var proposals = (await ask.Posts.PostsAsync(series.Slug, ask.Cancel)).Count(p => p.Proposal is not null);
            lines.Add(new(series, series.Briefs.Concat(series.Drafts).CountBy(b => b.StandingAt(now)).ToDictionary(), proposals,
                Poll(ask, series)));
        }
        return ask.Page<DeskPage>(new() { [nameof(DeskPage.Series)] = lines });
    }

    public static async Task<IResult> GetAsync(string series, [AsParameters] DeskRequest ask)
    {
        if (ask.FindSeries(series) is not { } found)
            return NoSeries();
        var now = ask.Clock.GetUtcNow();
        var (acts, hasOlder) = await ask.LogAsync(series, null);
        var previews = new Dictionary<string, string>();
        foreach (var hidden in found.Briefs.Concat(found.Drafts).Where(b => PreviewSecret.IsHidden(b, now)))
        {
            if (await ask.Secret.PathAsync(found, hidden, ask.Cancel) is { } path)
                previews[hidden.Slug] = path;
        }
        return ask.Page<SeriesDeskPage>(new()
        {
            [nameof(SeriesDeskPage.Series)] = found,
            [nameof(SeriesDeskPage.Previews)] = previews,
            [nameof(SeriesDeskPage.Proposals)] = await ask.Desk.ProposalsAsync(found, ask.Cancel),
            [nameof(SeriesDeskPage.Poll)] = Poll(ask, found),
            [nameof(SeriesDeskPage.Done)] = await ask.DoneAsync(series),
            [nameof(SeriesDeskPage.Acts)] = acts,
            [nameof(SeriesDeskPage.HasOlder)] = hasOlder,
        });
    }

    /// <summary>Polls what the series follows, waits a moment for the result, and leads to the page that says what came.</summary>
    public static async Task<IResult> PollAsync(string series, [AsParameters] DeskRequest ask)
    {
        if (ask.FindSeries(series) is not { } found)
            return NoSeries();
        if (found.Follow is null)
        {
            return TypedResults.Problem(
                "This series follows nothing; name the address of its feed as 'follow' in its series.yaml.",
                statusCode: StatusCodes.Status409Conflict);
        }
        var act = new EditorAct
        {
            At = ask.Clock.GetUtcNow(),
            By = KeyHolder.EditorOf(ask.Http),
            Kind = EditorActKind.Poll,
            Series = series,
        };
        var report = Task.CompletedTask;
        var number = await ask.Log.AddAsync(
            act, null,
            _ =>
            {
                report = ask.Following.Request(found);
                return Task.FromResult(true);
            },
            ask.Cancel);
        // The page tells how it ended, also if it failed.
        await Task.WhenAny(report, Task.Delay(Patience, ask.Clock, ask.Cancel));
        return SeeOther.To(ask.Current, $"{DeskRequest.SeriesPath(series)}?done={number}#poll");
    }

    public static async Task<IResult> ActAsync(string series, long id, [AsParameters] DeskRequest ask) =>
        ask.FindSeries(series) is { } found && await ask.Log.FindAsync(series, id, ask.Cancel) is { } act
            ? ask.Page<ActPage>(new() { [nameof(ActPage.Series)] = found, [nameof(ActPage.Logged)] = act })
            : Problems.NotFound("There is no such entry in the log.");

    private static PollWords? Poll(DeskRequest ask, Series series) =>
        series.Follow is null ? null : PollWords.From(ask.Following.StandingOf(series));

    private static IResult NoSeries() => Problems.NotFound("There is no such series.");
}
