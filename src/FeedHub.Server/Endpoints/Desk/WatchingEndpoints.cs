using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Editing;
using FeedHub.Core.Timelines;
using FeedHub.Server.Configuration;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Pages.Desk;
using FeedHub.Server.Rendering;
using FeedHub.Server.Rendering.Http;
using FeedHub.Server.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FeedHub.Server.Endpoints.Desk;

/// <summary>Where editors keep stories out of what a brief is watching.</summary>
internal static class WatchingEndpoints
{
    public static async Task<IResult> GetAsync(
        string series, string slug, HttpContext http, CurrentCatalog current, WatchedStories watched, IKeptOutStories keptOut,
        CancellationToken cancellationToken)
    {
        if (Find(current, series, slug) is not var (found, brief))
        {
            return Problems.NotFound("There is no such brief.");
        }
        http.Response.Headers.CacheControl = CachePolicy.Nobody;
        return new RazorComponentResult<WatchingPage>(new Dictionary<string, object?>
        {
            [nameof(WatchingPage.Series)] = found,
            [nameof(WatchingPage.Brief)] = brief,
            [nameof(WatchingPage.Since)] = await watched.SinceAsync(series, brief, current.Value.Site, cancellationToken),
            [nameof(WatchingPage.KeptOut)] = (await keptOut.OfAsync(series, slug, cancellationToken)).ToLookup(k => k.Item),
        });
    }

    /// <summary>Keeps a story out, or lets it back in; both are done already if another editor was first.</summary>
    public static async Task<IResult> PostAsync(
        string series, string slug, HttpContext http, CurrentCatalog current, WatchedStories watched, IKeptOutStories keptOut,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        if (Find(current, series, slug) is not var (_, brief))
        {
            return Problems.NotFound("There is no such brief.");
        }
        if (!http.Request.HasFormContentType)
        {
            return TypedResults.Problem(
                "Send the fields item, entry and do as a form.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }
        var form = await http.Request.ReadFormAsync(cancellationToken);
        var (item, entry) = (form["item"].ToString(), form["entry"].ToString());
        var letIn = form["do"] == "let-in";
        var story = letIn
            ? (await keptOut.OfAsync(series, slug, cancellationToken)).FirstOrDefault(k => k.Item == item && k.Entry == entry)
            : (await watched.SinceAsync(series, brief, current.Value.Site, cancellationToken)).GetValueOrDefault(item, [])
                .Where(s => s.Reports.Any(r => r.Entry.Id.Value == entry))
                .Select(s => new KeptOutStory(item, s.Reports[0].Entry.Id.Value, Republication.Headline(s.Lead))).FirstOrDefault();
        // Not shown any more, or let in already: the page says how it is now.
        if (story is not null)
        {
            var act = new EditorAct
            {
                At = clock.GetUtcNow(),
                By = KeyHolder.EditorOf(http),
                Kind = letIn ? EditorActKind.LetIn : EditorActKind.KeepOut,
                Series = series,
                Slug = slug,
                Note = $"{LabelOf(brief, item)}: {story.Title}",
            };
            await (letIn ? keptOut.LetInAsync(story, act, cancellationToken) : keptOut.KeepOutAsync(story, act, cancellationToken));
        }
        return SeeOther.To(current, $"{DeskRequest.BriefPath(series, slug)}/watching");
    }

    private static (Series Series, Brief Brief)? Find(CurrentCatalog current, string series, string slug) =>
        current.Value.Series.FirstOrDefault(s => s.Slug == series) is { } found
        && found.Briefs.Concat(found.Drafts).FirstOrDefault(b => b.Slug == slug) is { } brief
            ? (found, brief)
            : null;

    private static string LabelOf(Brief brief, string item) =>
        brief.Sections.SelectMany(s => s.Items).FirstOrDefault(i => i.Anchor == item)?.Label ?? item;
}
