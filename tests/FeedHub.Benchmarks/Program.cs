using BenchmarkDotNet.Running;
using FeedHub.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(ReadBenchmark).Assembly).Run(args);
