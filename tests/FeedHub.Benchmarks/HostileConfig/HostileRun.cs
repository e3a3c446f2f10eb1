using System.Diagnostics;
using System.Globalization;

namespace FeedHub.Benchmarks.HostileConfig;

/// <summary>Has other processes read hostile texts; reports what crashed or hung them, what escaped, and what cost most.</summary>
internal static class HostileRun
{
    /// <summary>How many texts in a thousand may be as long as a file may be.</summary>
    public const int Large = 40;
    private const int Processes = 2;
    /// <summary>Milliseconds of CPU time and megabytes that one text may cost.</summary>
    private const double MaxTime = 2000;
    private const double MaxAllocated = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(int count, int seed, TextWriter output)
    {
        var result = new Result(seed, output);
        var each = (count + Processes - 1) / Processes;
        await Task.WhenAll(
            Enumerable.Range(0, Processes).Select(p => Task.Run(() => RunAsync(p * each, Math.Min(count, (p + 1) * each), seed, result))));
        result.Print(count);
        return result.IsGood ? 0 : 1;
    }

    private static async Task RunAsync(int from, int to, int seed, Result result)
    {
        while (from < to)
        {
            var last = from - 1;
            using var child = Start(seed, from, to);
            var silent = false;
            while (true)
            {
                var line = child.StandardOutput.ReadLineAsync();
                if (await Task.WhenAny(line, Task.Delay(Patience, TimeProvider.System)) != line)
                {
                    silent = true;
                    child.Kill();
                    break;
                }
                if (await line is not { } said)
                {
                    break;
                }
                var words = said.Split(' ', 3);
                if (words is ["begin", var begun])
                {
                    last = int.Parse(begun, CultureInfo.InvariantCulture);
                }
                else if (words is ["harm", var harming, var harm])
                {
                    result.Harm(harming, harm);
                }
                else if (words is ["cost", var number, var cost] && cost.Split(' ') is [var time, var allocated])
                {
                    result.Cost(
                        number, double.Parse(time, CultureInfo.InvariantCulture), double.Parse(allocated, CultureInfo.InvariantCulture));
                }
            }
            await child.WaitForExitAsync();
            if (child.ExitCode == 0 && last == to - 1)
            {
                return;
            }
            result.Harm($"{last}", silent ? $"no end within {Patience.TotalSeconds:F0} s" : $"the process died with {child.ExitCode}");
            from = last + 1;
        }
    }

    private static Process Start(int seed, int from, int to)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = ["hostile-child", $"{seed}", $"{from}", $"{to}"];
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(HostileRun).Assembly.Location);
        }
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        var child = Process.Start(start) ?? throw new InvalidOperationException("The reading process cannot be started.");
        // A stack overflow is reported line by line and would fill the pipe.
        child.ErrorDataReceived += (_, _) => { };
        child.BeginErrorReadLine();
        return child;
    }

    private sealed class Result(int seed, TextWriter output)
    {
        private readonly Lock busy = new();
        private (string Number, double Value) slowest = ("none", 0);
        private (string Number, double Value) largest = ("none", 0);
        private int harms;
        private int slow;
        private int large;

        public bool IsGood => harms + slow + large == 0;

        public void Harm(string number, string what)
        {
            lock (busy)
            {
                harms++;
                output.WriteLine($"{number}: {new HostileFiles(seed, Large).Make(int.Parse(number, CultureInfo.InvariantCulture)).Kind}: {(what.Length > 600 ? what[..600] : what)}");
            }
        }

        public void Cost(string number, double time, double allocated)
        {
            lock (busy)
            {
                slowest = time > slowest.Value ? (number, time) : slowest;
                largest = allocated > largest.Value ? (number, allocated) : largest;
                slow += time > MaxTime ? 1 : 0;
                large += allocated > MaxAllocated ? 1 : 0;
                if (time > MaxTime || allocated > MaxAllocated)
                {
                    output.WriteLine(Line($"{number}: {time:F0} ms of CPU, {allocated:F0} MB allocated"));
                }
            }
        }

        public void Print(int count)
        {
            output.WriteLine(Line($"{count} texts of seed {seed}: {harms} escaped, {slow} took more than {MaxTime / 1000:F0} s of CPU, {large} more than {MaxAllocated:F0} MB"));
            output.WriteLine(Line($"slowest: {slowest.Number}, {slowest.Value:F0} ms of CPU"));
            output.WriteLine(Line($"largest: {largest.Number}, {largest.Value:F0} MB allocated"));
        }

        private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }
}
