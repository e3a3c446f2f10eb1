using System.Globalization;
using System.Text;
using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Walking;
using FeedHub.Server.Api.Exports;
using FeedHub.Server.Configuration;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Limits;
using FeedHub.Server.Rendering.Http;

namespace FeedHub.Server.Api;

/// <summary>The stories of a query as a file, written as they are read, so that its size costs no memory.</summary>
internal static class ExportsApi
{
    public const int DefaultMax = 100_000;
    public const int GreatestMax = 1_000_000;

    /// <summary>Stories read together; between two parts others have their turn.</summary>
    private const int Together = 200;

    public static async Task<IResult> GetAsync(
        string format, HttpContext http, TimelineWalk walk, RenderingTurns turns, CurrentCatalog current,
        CancellationToken cancellationToken)
    {
        if (ExportFormats.All.FirstOrDefault(f => f.Extension == format) is not { } found)
        {
            var known = string.Join(", ", ExportFormats.All.Select(f => f.Extension));
            return Problems.NotFound($"There is no such export; there are {known}.");
        }
        var problems = new List<QueryProblem>();
        var max = DefaultMax;
        if (http.Request.Query["max"] is { Count: > 0 } given
            && (given.Count > 1 || !int.TryParse(given[0], NumberStyles.None, CultureInfo.InvariantCulture, out max)
                || max is 0 or > GreatestMax))
        {
            problems.Add(new("max", $"“{given}” is not allowed; allowed: a whole number from 1 to {GreatestMax}, given once."));
        }
        var reading = TimelineQuery.Read(name => name == "limit" ? [] : http.Request.Query[name]);
        if (reading is not TimelineReading.Understood { Filter: var filter } || problems.Count > 0)
            return Problems.BadQuery([.. problems, .. reading is TimelineReading.Refused refused ? refused.Problems : []]);
        var headers = http.Response.Headers;
        headers.ContentDisposition = $"attachment; filename=\"timeline.{found.Extension}\"";
        headers.CacheControl = CachePolicy.Visitor;
        return TypedResults.Stream(
            stream => WriteAsync(stream, found, filter, max, walk, turns, http, current.Value.Site.Address, cancellationToken),
            found.MediaType);
    }

    private static async Task WriteAsync(
        Stream stream, ExportFormat format, TimelineFilter filter, int max, TimelineWalk walk, RenderingTurns turns, HttpContext http,
        FeedHub.Core.Urls.SiteAddress address, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await writer.WriteAsync(format.Head);
        TimelineCursor? cursor = null;
        for (var written = 0; written < max;)
        {
            TimelineLeg leg;
            using (var turn = await turns.TakeAsync(http, cancellationToken))
            {
                // The client sees that its file is not whole.
                if (!turn.IsAcquired)
                    throw new NoTurnException();
                var some = filter with { Before = null, Limit = Math.Min(Together, max - written) };
                leg = await walk.NextAsync(some, cursor, TextExtent.Excerpt, cancellationToken);
            }
            foreach (var story in leg.Stories)
                await writer.WriteAsync((written++ == 0 ? "" : format.Between) + format.Of(story, address));
            await writer.FlushAsync(cancellationToken);
            cursor = leg.Next;
            if (cursor is null)
                break;
        }
        await writer.WriteAsync(format.Tail);
    }
}
