using System.Globalization;
using BenchmarkDotNet.Running;
using FeedHub.Benchmarks;
using FeedHub.Benchmarks.Schedules;

// "schedule [DAYS]" prints the table of docs/schedule.md; anything else goes to BenchmarkDotNet.
if (args is ["schedule", ..])
    Console.Write(ScheduleTable.Write(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 365));
else
    BenchmarkSwitcher.FromAssembly(typeof(ReadBenchmark).Assembly).Run(args);
