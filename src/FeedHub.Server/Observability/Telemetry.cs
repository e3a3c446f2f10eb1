using FeedHub.Core.Ingestion;
using FeedHub.Server.Publishing.Following;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace FeedHub.Server.Observability;

/// <summary>
/// Metrics and traces by OpenTelemetry: Prometheus reads the metrics at <c>/metrics</c>; a collector that the environment names by
/// OpenTelemetry's own setting (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>) gets both.
/// </summary>
internal static class Telemetry
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        var collector = Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 };
        services.AddSingleton<WriteProbe>();
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("feedhub"))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(RefreshTelemetry.Name, FollowTelemetry.Name).AddPrometheusExporter();
                if (collector)
                    metrics.AddOtlpExporter();
            })
            .WithTracing(traces =>
            {
                traces.AddSource(RefreshTelemetry.Name);
                if (collector)
                    traces.AddOtlpExporter();
            });
        return services;
    }
}
