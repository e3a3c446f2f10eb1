using System.Globalization;
using BenchmarkDotNet.Running;
using FeedHub.Benchmarks.Fuzzing;
using FeedHub.Benchmarks.Reading;

switch (args)
{
    // read PEERS [ROUNDS]
    case ["read", var peers, .. var rest]:
        return ReadComparison.Run(peers, rest is [var rounds] ? int.Parse(rounds, CultureInfo.InvariantCulture) : 7);
    // fuzz COUNT SEED FOLDER…
    case ["fuzz", var count, var seed, .. var folders]:
        return FuzzRun.Run(int.Parse(count, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture), folders);
    // input NUMBER SEED FOLDER…: one of the inputs of fuzz, to look at
    case ["input", var number, var seed, .. var folders]:
        using (var output = Console.OpenStandardOutput())
            output.Write(FuzzRun.Inputs(int.Parse(seed, CultureInfo.InvariantCulture), folders).Make(int.Parse(number, CultureInfo.InvariantCulture)).Body);
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(ReadBenchmark).Assembly).Run(args);
        return 0;
}
