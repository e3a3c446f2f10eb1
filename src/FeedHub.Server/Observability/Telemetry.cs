using FeedHub.Core.Ingestion;
using FeedHub.Server.Publishing.Following;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace FeedHub.Server.Observability;

/// <summary>
/// Metrics by OpenTelemetry, which Prometheus reads at <c>/metrics</c>. A collector that the environment names by OpenTelemetry's own
/// setting (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>) gets them too, and traces and the log.
/// </summary>
internal static class Telemetry
{
    /// <summary>Ours, then those of the server, the runtime and the client of PostgreSQL.</summary>
    private static readonly string[] Meters =
    [
        RefreshTelemetry.Name, FollowTelemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
        "System.Runtime", "Npgsql",
    ];

    /// <summary>
    /// Combinations of tags that a metric may have; others are counted together. A request has at most some hundreds (route, method,
    /// status). There is memory for all of them from the start, for each of more than forty metrics.
    /// </summary>
    private const int MaxPoints = 500;

    /// <summary>Refreshes, and requests to us.</summary>
    private static readonly string[] Sources = [RefreshTelemetry.Name, "Microsoft.AspNetCore"];

    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.AddSingleton<WriteProbe>().AddSingleton<BacklogTelemetry>();
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                "feedhub",
                serviceVersion: typeof(Telemetry).Assembly.GetName().Version!.ToString(3),
                autoGenerateServiceInstanceId: false,
                serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId}"))
            .WithMetrics(metrics => metrics
                .AddMeter(Meters)
                .AddView(_ => new MetricStreamConfiguration { CardinalityLimit = MaxPoints })
                .AddInstrumentation(s => s.GetRequiredService<BacklogTelemetry>())
                .AddPrometheusExporter());
        if (Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 })
            telemetry.AddCollector();
        return services;
    }

    private static void AddCollector(this IOpenTelemetryBuilder telemetry)
    {
        // ASP.NET says in its spans what was asked only if it is told to, before it starts.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        telemetry
            .WithMetrics(metrics => metrics.AddOtlpExporter())
            .WithTracing(traces => traces.AddSource(Sources).AddProcessor(new PlainSpans()).AddOtlpExporter())
            .WithLogging(
                logs => logs.AddProcessor(new PlainLogRecords()).AddOtlpExporter(), options => options.IncludeFormattedMessage = true);
    }
}
