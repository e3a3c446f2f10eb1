using System.CommandLine;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Nodes;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Server.Background;
using FeedHub.Server.Background.Nodes;
using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Configuration;
using FeedHub.Server.Observability;
using FeedHub.Server.Sample;
using FeedHub.Server.Terminal;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub refresh</c>: fetches the due sources once and groups the new entries.</summary>
internal sealed class RefreshCommand : Verb
{
    private readonly CommonOptions common;
    private readonly Option<bool> all =
        new("--all") { Description = "Also fetch sources that are not due, are backing off, or asked not to be polled for now" };
    private readonly Option<string> source = new("--source") { HelpName = "ID", Description = "Fetch only this source, due or not" };
    private readonly Option<bool> json = new("--json") { Description = "End standard output with the figures as one line of JSON" };

    public RefreshCommand(CommonOptions common)
        : base(
            "refresh",
            "Fetch all sources that are due, once, and group the new entries. Safe while a server is running. "
            + "Exit code 0 means that FeedHub did its work, whatever the sources answered.",
            "",
            "--all --json | tail -n 1",
            "--source civil-ge",
            "--all --opml subscriptions.opml --data trial")
    {
        this.common = common;
        Add(all);
        Add(source);
        Add(json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = common.Read(parsed, sample: false);
        SampleFolder.RefuseIn(options.DataDirectory);
        await using var app = await FeedHubApplication.BuildAsync(options, ConsoleLogging.Quieten, cancellationToken);
        var services = app.Services;

        var sources = services.GetRequiredService<ISourceStore>();
        var node = services.GetRequiredService<INode>();
        var clock = services.GetRequiredService<TimeProvider>();
        await using var alive = await NodeBeats.BeginAsync(
            node, services.GetRequiredService<CurrentCatalog>().Value.Hash, cancellationToken);

        var now = clock.GetUtcNow();
        SourceId? only = parsed.GetValue(source) is { } id ? new SourceId(id) : null;
        var order = ClaimOrders.Due(
            node, options) with
        { EvenIfNotDue = parsed.GetValue(all) || only is not null, NotSince = now, Only = only };
        if (only is { } sought
            && await sources.ReportAsync(sought, 0, cancellationToken) is not { Overview: { Declared: true, Source.Enabled: true } })
        {
            throw new CommandFailure($"There is no enabled source '{only}'; the files in sources/ give the IDs.", CommandFailure.Usage);
        }

        var tally = new RefreshTally(clock);
        var display = RefreshDisplay.For(parsed, parsed.GetValue(json));
        var run = services.GetRequiredService<PollingRun>();
        var asked = await sources.WaitingAsync(order, now, cancellationToken);
        await display.FollowAsync(asked, tally, done => run.RunAsync(order, forever: false, done, cancellationToken));
        var grouped = await services.GetRequiredService<StoryGrouper>().GroupAsync(cancellationToken);
        await display.ConcludeAsync(tally.Failures, tally.Summary(grouped));
        return 0;
    }
}
