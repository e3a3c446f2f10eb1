using System.Globalization;
using FeedHub.Benchmarks.Fuzzing;

namespace FeedHub.Benchmarks.HostileConfig;

/// <summary>
/// The process that reads: it writes to standard output which text comes next and what each cost, so that its parent knows what killed it.
/// </summary>
internal static class HostileChild
{
    public static async Task RunAsync(int seed, int from, int to, TextWriter output)
    {
        var files = new HostileFiles(seed, HostileRun.Large);
        await using var trial = await HostileTrial.StartAsync();
        // Compilation at first use must not count as the cost of a text.
        for (var number = 0; number < 200; number++)
        {
            if (files.Make(number) is { Text.Length: < 200 } small && small.Kind is HostileKind.Source or HostileKind.Gazetteer)
            {
                trial.Put(small with { Text = "a: b" });
            }
        }
        for (var number = from; number < to; number++)
        {
            var file = files.Make(number);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"begin {number}"));
            await output.FlushAsync();
            var (time, allocated) = (ThreadTime.Now, GC.GetAllocatedBytesForCurrentThread());
            var harm = trial.Put(file);
            (time, allocated) = (ThreadTime.Now - time, GC.GetAllocatedBytesForCurrentThread() - allocated);
            if (harm is not null)
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"harm {number} {harm.ReplaceLineEndings(" ")}"));
            }
            await output.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"cost {number} {time.TotalMilliseconds:F1} {allocated / 1e6:F1}"));
        }
    }
}
