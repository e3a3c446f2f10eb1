using System.Diagnostics;
using System.Globalization;

namespace FeedHub.Benchmarks.Ingest;

/// <summary>Runs a program to its end on one core of its own and says what it cost.</summary>
/// <param name="core">The core, by its number; what serves the program must leave it alone.</param>
internal sealed class PinnedProcess(int core)
{
    /// <summary>Runs the program; its output goes nowhere, since a terminal costs time too.</summary>
    /// <exception cref="InvalidOperationException">The program failed.</exception>
    public Cost Run(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var report = Path.GetTempFileName();
        var output = Path.GetTempFileName();
        try
        {
            // GNU time counts the children that were waited for, and takes the largest of them for the memory.
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

/// <summary>What a run of a program cost.</summary>
/// <param name="CpuSeconds">User and system time, with children.</param>
/// <param name="PeakBytes">The most memory it held at once (resident).</param>
internal readonly record struct Cost(double CpuSeconds, long PeakBytes);
