using System.CommandLine;
using Spectre.Console;

namespace FeedHub.Server.Terminal;

/// <summary>Shows the progress of a run to a person at a terminal; writes nothing to a log or a program.</summary>
internal static class ProgressBar
{
    public static Task FollowAsync(ParseResult parsed, string what, int expected, Func<Action, Task> run) =>
        parsed.InvocationConfiguration.Output is not TerminalWriter { IsWatched: true }
            ? run(() => { })
            : AnsiConsole.Console.Progress()
                .Columns(
                    new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(),
                    new RemainingTimeColumn())
                .StartAsync(context =>
                {
                    var bar = context.AddTask(what, maxValue: Math.Max(expected, 1));
                    return run(() =>
                    {
                        bar.Increment(1);
                        bar.Description = $"{(int)bar.Value} of {expected} {what.ToLowerInvariant()}";
                    });
                });
}
