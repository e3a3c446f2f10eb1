using FeedHub.Core.Nodes;
using FeedHub.Core.Stories.Grouping;

namespace FeedHub.Server.Background;

/// <summary>
/// Gives new entries their stories, on the node that leads: when polling has stored some, and at intervals, which covers a crash between
/// the two and entries that another process has stored.
/// </summary>
internal sealed partial class GroupingService(
    StoryGrouper grouper, INode node, Signal<GroupingService> signal, IHostApplicationLifetime lifetime, TimeProvider clock,
    ILogger<GroupingService> log)
    : BackgroundLoop(lifetime, clock, log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>What is polled together is grouped together: in the order of its dates, and in one transaction.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(500);
    private readonly TimeProvider clock = clock;

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        if (node.Leads && await grouper.GroupAsync(cancellationToken) is { Entries: > 0 } counts)
            LogGrouped(counts.Entries, counts.NewStories);
        await signal.WaitAsync(Interval, clock, cancellationToken);
        await Task.Delay(Settle, clock, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Grouped {Entries} entries, {NewStories} new stories")]
    private partial void LogGrouped(int entries, int newStories);
}
