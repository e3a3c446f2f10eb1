using System.Diagnostics;
using System.Globalization;

namespace FeedHub.Benchmarks.Ingest;

/// <summary>Runs a program to its end on its own core and reports what it cost.</summary>
/// <param name="core">The number of the core; the servers that the program uses must not run on it.</param>
internal sealed class PinnedProcess(int core)
{
    /// <summary>Runs the program; its output is not shown, since a terminal costs time too.</summary>
    /// <exception cref="InvalidOperationException">The program failed.</exception>
    public Cost Run(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var report = Path.GetTempFileName();
        var output = Path.GetTempFileName();
        try
        {
            // GNU time includes children that were waited for, and reports the memory of the largest.
            string[] measured =
                ["-c", core.ToString(CultureInfo.InvariantCulture), "/usr/bin/time", "-f", "%U %S %M", "-o", report, program, .. arguments];
            var start = new ProcessStartInfo(
                "/bin/sh", ["-c", "exec taskset \"$@\" >\"$FEEDHUB_BENCHMARK_OUTPUT\" 2>&1", "sh", .. measured]);
            start.Environment["FEEDHUB_BENCHMARK_OUTPUT"] = output;
            foreach (var (name, value) in environment)
                start.Environment[name] = value;
            using var process = Process.Start(start)!;
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {File.ReadAllText(output)}");
            var parts = File.ReadAllText(report).Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
            return new Cost(parts[0] + parts[1], (long)parts[2] * 1024);
        }
        finally
        {
            File.Delete(report);
            File.Delete(output);
        }
    }
}

/// <summary>The cost of one run of a program.</summary>
/// <param name="CpuSeconds">User and system time, with children.</param>
/// <param name="PeakBytes">Peak resident memory.</param>
internal readonly record struct Cost(double CpuSeconds, long PeakBytes);
