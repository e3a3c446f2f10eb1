using System.Collections.Concurrent;
using System.Globalization;
using FeedHub.Formats;
using FeedHub.Formats.Opml;
using FeedHub.Formats.Reading;

namespace FeedHub.Benchmarks.Fuzzing;

/// <summary>Reads millions of broken and hostile inputs, and reports which cost most and which exceptions escaped.</summary>
internal static class FuzzRun
{
    public static int Run(int count, int seed, IReadOnlyList<string> folders)
    {
        Console.WriteLine(Line($"{count} inputs of seed {seed}"));
        var inputs = Inputs(seed, folders);
        var worst = new Worst();
        Parallel.ForEach(Partitioner.Create(0, count, 1000), range =>
        {
            for (var number = range.Item1; number < range.Item2; number++)
            {
                var (body, contentType) = inputs.Make(number);
                worst.Add($"input {number} ({body.Length} bytes)", Measure(body, contentType));
            }
        });
        worst.Print();
        Console.WriteLine();
        Console.WriteLine("Hostile documents of 10 MiB");
        var hostile = new Worst();
        foreach (var (name, body) in HostileInputs.All())
        {
            var cost = Measure(body, null);
            Console.WriteLine(Line($"  {name}: {cost.Time.TotalMilliseconds:F0} ms of CPU, {cost.Allocated / 1e6:F0} MB"));
            hostile.Add(name, cost);
        }

        hostile.Print();
        return worst.Escaped + hostile.Escaped == 0 ? 0 : 1;
    }

    public static MutatedInputs Inputs(int seed, IReadOnlyList<string> folders) => new(
        [.. folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes)],
        seed);

    private static Cost Measure(byte[] body, string? contentType)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = ThreadTime.Now;
        Exception? escaped = null;
        try
        {
            FeedReader.Read(body, new FeedOrigin(contentType, BaseUrl: "https://origin.example/feeds/all.xml"));
            ReadOpml(body);
        }
        catch (Exception e)
        {
            escaped = e;
        }

        return new Cost(ThreadTime.Now - started, GC.GetAllocatedBytesForCurrentThread() - allocated, escaped);
    }

    private static void ReadOpml(byte[] body)
    {
        try
        {
            OpmlReader.Read(body);
        }
        catch (FormatException)
        {
            // Thrown for a file that is not OPML.
        }
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <param name="Allocated">Bytes.</param>
    private sealed record Cost(TimeSpan Time, long Allocated, Exception? Escaped);

    private sealed class Worst
    {
        private readonly Lock gate = new();
        private (string Name, Cost Cost) slowest = ("none", new Cost(TimeSpan.Zero, 0, null));
        private (string Name, Cost Cost) largest = ("none", new Cost(TimeSpan.Zero, 0, null));

        public int Escaped { get; private set; }

        public void Add(string name, Cost cost)
        {
            lock (gate)
            {
                if (cost.Time > slowest.Cost.Time)
                    slowest = (name, cost);
                if (cost.Allocated > largest.Cost.Allocated)
                    largest = (name, cost);
                if (cost.Escaped is not { } escaped)
                    return;
                Escaped++;
                Console.WriteLine($"{name}: {escaped}");
            }
        }

        public void Print()
        {
            Console.WriteLine(Line($"slowest: {slowest.Name}, {slowest.Cost.Time.TotalMilliseconds:F1} ms of CPU"));
            Console.WriteLine(Line($"largest allocation: {largest.Name}, {largest.Cost.Allocated / 1e6:F1} MB"));
            Console.WriteLine(Line($"exceptions escaped: {Escaped}"));
        }
    }
}
