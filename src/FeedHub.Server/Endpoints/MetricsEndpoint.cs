namespace FeedHub.Server.Endpoints;

/// <summary>The metrics, as Prometheus reads them.</summary>
internal static class MetricsEndpoint
{
    /// <summary>Maps OpenTelemetry's middleware as a route, so that the group's filters come before it.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        var scrape = routes.CreateApplicationBuilder().UseOpenTelemetryPrometheusScrapingEndpoint(_ => true).Build();
        routes.MapMethods("/metrics", [HttpMethods.Get, HttpMethods.Head], async (HttpContext http) =>
        {
            await scrape(http);
            return Results.Empty;
        });
    }
}
