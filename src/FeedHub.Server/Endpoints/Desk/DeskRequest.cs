using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Editing;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Catalog;
using FeedHub.Server.Configuration;
using FeedHub.Server.Publishing;
using FeedHub.Server.Publishing.Desk;
using FeedHub.Server.Publishing.Following;
using FeedHub.Server.Rendering.Http;
using FeedHub.Server.Security.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FeedHub.Server.Endpoints.Desk;

/// <summary>
/// A request to the editors' desk, and what answers it. That its parts are services is said, since the code that the compiler writes would
/// take them for a body in JSON where a form is posted.
/// </summary>
internal sealed record DeskRequest(
    HttpContext Http, [FromServices] CurrentCatalog Current, [FromServices] BriefDesk Desk, [FromServices] IEditorLog Log,
    [FromServices] IBriefFiles Files, [FromServices] IFollowStore Posts, [FromServices] SeriesFollowing Following,
    [FromServices] PreviewSecret Secret, [FromServices] TimeProvider Clock)
{
    /// <summary>Acts of one page of the log.</summary>
    private const int LogLength = 20;

    /// <summary>How long an answer waits for what was written to come into force.</summary>
    private static readonly TimeSpan InForce = TimeSpan.FromSeconds(4);

    public CancellationToken Cancel => Http.RequestAborted;

    public Series? FindSeries(string slug) => Current.Value.Series.FirstOrDefault(s => s.Slug == slug);

    public static string SeriesPath(string series) => $"{EditorsPath.Root}/series/{series}";

    public static string BriefPath(string series, string slug) => $"{SeriesPath(series)}/briefs/{slug}";

    /// <summary>The log, from <c>?before=</c> on, and whether older acts follow.</summary>
    public async Task<(IReadOnlyList<LoggedAct> Acts, bool HasOlder)> LogAsync(string series, string? slug)
    {
        var before = long.TryParse(Http.Request.Query["before"], out var number) ? number : (long?)null;
        var acts = await Log.LatestAsync(series, slug, before, LogLength + 1, Cancel);
        return ([.. acts.Take(LogLength)], acts.Count > LogLength);
    }

    /// <summary>The act that led to this page (<c>?done=</c>); null without one.</summary>
    public async Task<LoggedAct?> DoneAsync(string series) =>
        long.TryParse(Http.Request.Query["done"], out var number) ? await Log.FindAsync(series, number, Cancel) : null;

    /// <summary>The form that was sent; without fields if none was.</summary>
    public async Task<IFormCollection> FormAsync() =>
        Http.Request.HasFormContentType ? await Http.Request.ReadFormAsync(Cancel) : FormCollection.Empty;

    /// <summary>
    /// Waits until another catalog is in force than the one before a file was written, so that the next page shows what was done. False if
    /// that takes too long; it shows it later then.
    /// </summary>
    public async Task<bool> AppearAsync(FeedCatalog before)
    {
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Note(object? sender, EventArgs e) => changed.TrySetResult();
        Current.Changed += Note;
        try
        {
            if (ReferenceEquals(Current.Value, before))
                await Task.WhenAny(changed.Task, Task.Delay(InForce, Clock, Cancel));
            return !ReferenceEquals(Current.Value, before);
        }
        finally
        {
            Current.Changed -= Note;
        }
    }

    public RazorComponentResult<TPage> Page<TPage>(Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        Http.Response.Headers["X-Robots-Tag"] = "noindex";
        Http.Response.Headers.CacheControl = CachePolicy.Nobody;
        return new RazorComponentResult<TPage>(parameters) { StatusCode = status };
    }
}
