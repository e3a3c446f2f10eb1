using FeedHub.Core.Ingestion;
using FeedHub.Core.Nodes;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Background;

/// <summary>Polls the sources as they fall due.</summary>
internal sealed partial class PollingService(
    PollingRun run, INode node, Signal<GroupingService> grouping, FeedHubOptions options,
    IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<PollingService> log) : BackgroundLoop(lifetime, clock, log)
{
    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, node.Claims);
        try
        {
            await run.RunAsync(ClaimOrders.Due(node, options), forever: true, Conclude, held.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            LogLost();
        }
    }

    private void Conclude(RefreshReport report)
    {
        if (report.Failure is { } failure)
            LogFailed(report.Source, failure.Name(), report.Detail);
        else if (report.NotModified)
            LogNotModified(report.Source);
        else
            LogFetched(report.Source, report.Counts.New, report.Counts.Updated);

        if (report.Counts is not (0, 0))
            grouping.Set();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The other nodes took this one for dead and poll what it had claimed; it claims anew")]
    private partial void LogLost();

    [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: {New} new, {Updated} changed")]
    private partial void LogFetched(SourceId source, int @new, int updated);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Source}: not modified")]
    private partial void LogNotModified(SourceId source);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: {Failure}: {Detail}")]
    private partial void LogFailed(SourceId source, string failure, string? detail);
}
