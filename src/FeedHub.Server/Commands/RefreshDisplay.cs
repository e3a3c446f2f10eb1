using System.CommandLine;
using FeedHub.Core.Content;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;
using FeedHub.Server.Terminal;
using Spectre.Console;

namespace FeedHub.Server.Commands;

/// <summary>Shows a refresh in the form that suits its reader: a person at a terminal, a log, or a program.</summary>
internal abstract class RefreshDisplay
{
    public static RefreshDisplay For(ParseResult parsed, bool json)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        return json ? new Json(output, error)
            : output is TerminalWriter { IsWatched: true } ? new Terminal(AnsiConsole.Console)
            : new Plain(output);
    }

    /// <summary>Runs the refresh, counting and showing each source as it is done.</summary>
    public virtual Task FollowAsync(int expected, RefreshTally tally, Func<Action<RefreshReport>, Task> refresh) => refresh(tally.Add);

    /// <summary>Shows why each failed source failed, and the figures.</summary>
    public abstract Task ConcludeAsync(IReadOnlyList<RefreshReport> failures, RefreshSummary summary);

    private static string Line(RefreshReport failed) => $"{failed.Source}: {failed.Failure?.Name()}: {Detail(failed)}";

    private static string Detail(RefreshReport failed) => TerminalText.Plain(failed.Detail ?? "");

    private sealed class Json(TextWriter output, TextWriter error) : RefreshDisplay
    {
        public override async Task ConcludeAsync(IReadOnlyList<RefreshReport> failures, RefreshSummary summary)
        {
            foreach (var failed in failures)
                await error.WriteLineAsync(Line(failed));
            await output.WriteLineAsync(summary.ToJson());
        }
    }

    private sealed class Plain(TextWriter output) : RefreshDisplay
    {
        public override async Task ConcludeAsync(IReadOnlyList<RefreshReport> failures, RefreshSummary summary)
        {
            foreach (var failed in failures)
                await output.WriteLineAsync(Line(failed));
            await output.WriteLineAsync(
                $"{summary.Sources} sources: {summary.Fetched} fetched, {summary.NotModified} not modified, {summary.Failed} failed. "
                + $"{summary.EntriesNew} new entries, {summary.EntriesUpdated} changed, {summary.StoriesNew} new stories, in "
                    + $"{summary.Seconds:0.0} s.");
        }
    }

    private sealed class Terminal(IAnsiConsole console) : RefreshDisplay
    {
        public override Task FollowAsync(int expected, RefreshTally tally, Func<Action<RefreshReport>, Task> refresh) =>
            console.Progress()
                .Columns(
                    new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(),
                    new RemainingTimeColumn())
                .StartAsync(context =>
                {
                    var bar = context.AddTask("Sources", maxValue: Math.Max(expected, 1));
                    return refresh(report =>
                    {
                        tally.Add(report);
                        bar.MaxValue = Math.Max(bar.MaxValue, tally.Sources);
                        bar.Value = tally.Sources;
                        bar.Description = $"{tally.Sources} of {expected} sources";
                    });
                });

        public override Task ConcludeAsync(IReadOnlyList<RefreshReport> failures, RefreshSummary summary)
        {
            if (failures.Count > 0)
            {
                var reasons = new Table().Border(TableBorder.Rounded).Title("Failed").AddColumns("Source", "Reason", "Detail");
                foreach (var failed in failures)
                    reasons.AddRow(new Text(failed.Source.Value), new Text(failed.Failure?.Name() ?? ""), new Text(Detail(failed)));
                console.Write(reasons);
            }

            var figures = new Table().Border(TableBorder.Rounded)
                .AddColumns("Sources", "Fetched", "Not modified", "Failed", "New entries", "Changed", "New stories", "Seconds")
                .AddRow(
                    $"{summary.Sources}", $"{summary.Fetched}", $"{summary.NotModified}", $"{summary.Failed}",
                    $"{summary.EntriesNew}", $"{summary.EntriesUpdated}", $"{summary.StoriesNew}", $"{summary.Seconds:0.0}");
            foreach (var column in figures.Columns)
                column.RightAligned();
            console.Write(figures);
            return Task.CompletedTask;
        }
    }
}
