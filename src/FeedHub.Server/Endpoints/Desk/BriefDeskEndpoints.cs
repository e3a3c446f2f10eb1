using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Editing;
using FeedHub.Core.Briefs.Import;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Pages.Desk;
using FeedHub.Server.Publishing;
using FeedHub.Server.Publishing.Desk;
using FeedHub.Server.Security;

namespace FeedHub.Server.Endpoints.Desk;

/// <summary>One brief for editors, and what they decide about it.</summary>
internal static class BriefDeskEndpoints
{
    public static Task<IResult> GetAsync(string series, string slug, [AsParameters] DeskRequest ask) =>
        WithBriefAsync(series, slug, ask, found => PageAsync(found, slug, ask, null, Entered.Nothing, StatusCodes.Status200OK));

    public static Task<IResult> AcceptAsync(string series, string slug, [AsParameters] DeskRequest ask) => DoAsync(
        series, slug, ask, (found, form, by) => ask.Desk.AcceptAsync(found, slug, Seen(form), form["note"].ToString(), by, ask.Cancel));

    public static Task<IResult> RejectAsync(string series, string slug, [AsParameters] DeskRequest ask) => DoAsync(
        series, slug, ask, (found, form, by) => ask.Desk.RejectAsync(found, slug, Seen(form), by, ask.Cancel));

    public static Task<IResult> MergeAsync(string series, string slug, [AsParameters] DeskRequest ask) => DoAsync(
        series, slug, ask, (found, form, by) => ask.Desk.MergeAsync(found, slug, Seen(form), Choices(form), by, ask.Cancel));

    public static Task<IResult> WithdrawAsync(string series, string slug, [AsParameters] DeskRequest ask) => DoAsync(
        series, slug, ask, (found, form, by) => ask.Desk.WithdrawAsync(found, slug, Seen(form), form["note"].ToString(), by, ask.Cancel));

    public static Task<IResult> CorrectAsync(string series, string slug, [AsParameters] DeskRequest ask) => DoAsync(
        series, slug, ask, async (found, form, by) => BriefCorrection.Words.TryGetValue(form["kind"].ToString(), out var kind)
            ? await ask.Desk.CorrectAsync(
                found, slug, Seen(form),
                new(kind, form["note"].ToString(), form["wrong"].ToString(), form["right"].ToString()), by, ask.Cancel)
            : new DeskOutcome.Refused($"Say what kind of correction it is: {string.Join(", ", BriefCorrection.Words.Keys)}."));

    private static async Task<IResult> DoAsync(
        string series, string slug, DeskRequest ask, Func<Series, IFormCollection, Editor, Task<DeskOutcome>> act) =>
        await WithBriefAsync(series, slug, ask, async found =>
        {
            var (form, before) = (await ask.FormAsync(), ask.Current.Value);
            switch (await act(found, form, KeyHolder.EditorOf(ask.Http)))
            {
                case DeskOutcome.Done done:
                    if ((await ask.Log.FindAsync(series, done.Number, ask.Cancel))!.ChangedText)
                        await ask.AppearAsync(before);
                    return SeeOther.To(ask.Current, $"{DeskRequest.BriefPath(series, slug)}?done={done.Number}");
                case DeskOutcome.Refused refused:
                    return await PageAsync(found, slug, ask, refused.Reason, Entered.In(form), StatusCodes.Status422UnprocessableEntity);
                default:
                    return ask.Page<OvertakenPage>(
                        new()
                        {
                            [nameof(OvertakenPage.Series)] = found,
                            [nameof(OvertakenPage.Slug)] = slug,
                            [nameof(OvertakenPage.Acts)] = (await ask.LogAsync(series, slug)).Acts.Take(3).ToList(),
                            [nameof(OvertakenPage.Entered)] = Entered.In(form),
                        },
                        StatusCodes.Status409Conflict);
            }
        });

    /// <summary>Only names of briefs and of followed posts lead to files.</summary>
    private static async Task<IResult> WithBriefAsync(string series, string slug, DeskRequest ask, Func<Series, Task<IResult>> answer) =>
        ask.FindSeries(series) is { } found
        && (found.Briefs.Concat(found.Drafts).Any(b => b.Slug == slug)
            || (await ask.Posts.PostsAsync(series, ask.Cancel)).Any(p => p.Slug == slug))
            ? await answer(found)
            : Problems.NotFound("There is no such brief.");

    private static async Task<IResult> PageAsync(
        Series series, string slug, DeskRequest ask, string? fault, Entered entered, int status)
    {
        var brief = series.Briefs.Concat(series.Drafts).FirstOrDefault(b => b.Slug == slug);
        var files = await ask.Files.ReadAsync(series.Slug, slug, ask.Cancel);
        var (acts, hasOlder) = await ask.LogAsync(series.Slug, slug);
        return ask.Page<BriefDeskPage>(
            new()
            {
                [nameof(BriefDeskPage.Series)] = series,
                [nameof(BriefDeskPage.Slug)] = slug,
                [nameof(BriefDeskPage.Brief)] = brief,
                [nameof(BriefDeskPage.Files)] = files,
                [nameof(BriefDeskPage.SeenText)] = files.InForce is { } text ? BriefFile.HashOf(text) : null,
                [nameof(BriefDeskPage.IsFollowed)] = (await ask.Posts.PostsAsync(series.Slug, ask.Cancel)).Any(p => p.Slug == slug),
                [nameof(BriefDeskPage.Proposal)] = await ask.Desk.ProposalAsync(series, slug, ask.Cancel),
                [nameof(BriefDeskPage.Preview)] = brief is not null && PreviewSecret.IsHidden(brief, ask.Clock.GetUtcNow())
                    ? await ask.Secret.PathAsync(series, brief, ask.Cancel)
                    : null,
                [nameof(BriefDeskPage.Done)] = await ask.DoneAsync(series.Slug),
                [nameof(BriefDeskPage.Fault)] = fault,
                [nameof(BriefDeskPage.Entered)] = entered,
                [nameof(BriefDeskPage.Acts)] = acts,
                [nameof(BriefDeskPage.HasOlder)] = hasOlder,
            },
            status);
    }

    /// <summary>What the editor saw; null for a program that takes whatever is there.</summary>
    private static string? Seen(IFormCollection form) => form["seen"].ToString() is { Length: > 0 } seen ? seen : null;

    private static Dictionary<string, MergeSide> Choices(IFormCollection form) => form
        .Where(f => f.Key.StartsWith(BriefDeskPage.Choice, StringComparison.Ordinal))
        .Select(f => (Key: f.Key[BriefDeskPage.Choice.Length..], IsKnown: Enum.TryParse<MergeSide>(f.Value, out var side), side))
        .Where(c => c.IsKnown)
        .ToDictionary(c => c.Key, c => c.side);
}
