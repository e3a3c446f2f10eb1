using System.Globalization;

namespace FeedHub.Benchmarks.Claims;

/// <summary>Simulates every combination of the values that the command line gives.</summary>
internal static class ClaimTable
{
    private static readonly Dictionary<string, Func<ClaimWorld, double, ClaimWorld>> Options = new()
    {
        ["--sources"] = (world, value) => world with { Sources = (int)value },
        ["--nodes"] = (world, value) => world with { Nodes = (int)value },
        ["--batch"] = (world, value) => world with { Batch = (int)value },
        ["--shards"] = (world, value) => world with { Shards = (int)value },
        ["--pause"] = (world, value) => world with { Pause = value },
        ["--interval"] = (world, value) => world with { Interval = value },
        ["--fetch"] = (world, value) => world with { Fetch = value },
        ["--hours"] = (world, value) => world with { Hours = value },
        ["--per-source"] = (world, value) => world with { ClaimPerSource = value },
    };

    /// <exception cref="ArgumentException">An option is not known, or lacks its values.</exception>
    public static void Write(IReadOnlyList<string> arguments, TextWriter output)
    {
        IEnumerable<ClaimWorld> worlds = [new()];
        foreach (var pair in arguments.Chunk(2))
        {
            if (pair is not [var name, var values] || !Options.TryGetValue(name, out var set))
            {
                throw new ArgumentException(
                    $"'{string.Join(' ', pair)}' is not an option with values; there are {string.Join(", ", Options.Keys)}.");
            }
            double[] numbers = [.. values.Split(',').Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
            worlds = [.. worlds.SelectMany(world => numbers.Select(value => set(world, value)))];
        }
        output.WriteLine(ClaimSimulation.Heading);
        foreach (var world in worlds)
        {
            output.WriteLine(new ClaimSimulation(world).Run());
            output.Flush();
        }
    }
}
