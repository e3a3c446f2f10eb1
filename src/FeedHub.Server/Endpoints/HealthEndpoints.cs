using FeedHub.Core.Timelines;
using FeedHub.Server.Background;
using FeedHub.Server.Configuration;
using FeedHub.Server.Observability;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FeedHub.Server.Endpoints;

/// <summary>The health checks of an orchestrator.</summary>
internal static partial class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static IResult Live(HttpResponse response) => Now(response, "live\n");

    /// <summary>
    /// Ready once the catalog is loaded and the store answers and can be written, until the process is told to stop; the first refresh need
    /// not be over.
    /// </summary>
    public static async Task<IResult> ReadyAsync(
        HttpResponse response, CurrentCatalog current, ITimelineStore store, WriteProbe probe,
        DrainService drain, TimeProvider clock, ILogger<Program> logger, CancellationToken cancellationToken)
    {
        if (drain.HasBegun)
        {
            return TypedResults.Problem(
                "This node is stopping; send requests to another.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        try
        {
            _ = current.Value;
            await store.VersionAsync(cancellationToken).WaitAsync(Patience, clock, cancellationToken);
            await probe.SucceedAsync(cancellationToken);
            return Now(response, "ready\n");
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotReady(logger, e.Message);
            return TypedResults.Problem(
                "The store does not answer or cannot be written to; the log says why.",
                statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>An answer that holds at this moment and must not be cached.</summary>
    private static ContentHttpResult Now(HttpResponse response, string word)
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Text(word);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not ready: {Reason}")]
    private static partial void LogNotReady(ILogger logger, string reason);
}
