using System.Globalization;
using System.Text;

namespace FeedHub.Benchmarks.Schedules;

/// <summary>The simulation as the table of <c>docs/schedule.md</c>.</summary>
public static class ScheduleTable
{
    public static string Write(int days)
    {
        var outcomes = ArrivalPattern.All(days)
            .SelectMany(p => PollPolicy.All.Append(PollPolicy.Floor), (p, policy) => (Pattern: p.Name, Policy: policy))
            .Select(x => PollSimulation.Run(ArrivalPattern.All(days).Single(p => p.Name == x.Pattern), x.Policy))
            .ToList();
        var table = new StringBuilder(
            "| pattern | policy | requests | missed | mean delay | 95 of 100 within |\n| --- | --- | ---: | ---: | ---: | ---: |\n");
        foreach (var o in outcomes)
        {
            table.Append(
                CultureInfo.InvariantCulture,
                $"| {o.Pattern} | {o.Policy} | {o.Requests:n0} | {o.Missed:n0} | {Minutes(o.Delay)} | {Minutes(o.Worst)} |\n");
        }

        foreach (var policy in outcomes.GroupBy(o => o.Policy))
        {
            table.Append(
                CultureInfo.InvariantCulture,
                $"| **all** | {policy.Key} | {policy.Sum(o => o.Requests):n0} | {policy.Sum(o => o.Missed):n0} | | |\n");
        }

        return table.ToString();
    }

    private static string Minutes(TimeSpan span) => string.Create(
        CultureInfo.InvariantCulture, $"{span.TotalMinutes:0} min");
}
