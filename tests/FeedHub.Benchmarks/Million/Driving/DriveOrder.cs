using System.Globalization;

namespace FeedHub.Benchmarks.Million.Driving;

/// <summary>What <c>million drive</c> was asked to do.</summary>
/// <param name="Server">The address of the server.</param>
/// <param name="Process">The ID of its process, whose CPU time is read.</param>
internal sealed record DriveOrder(Uri Server, int Process)
{
    /// <summary>What <c>million fill</c> wrote beside the store.</summary>
    public required string ValuesFile { get; init; }
    /// <summary>How many ask at a time; each waits for its answer before it asks again.</summary>
    public int Clients { get; init; } = 1;
    /// <summary>Requests of each case, over all rounds.</summary>
    public int Requests { get; init; } = 1000;
    /// <summary>Most time for one case in one round.</summary>
    public TimeSpan Cap { get; init; } = TimeSpan.FromSeconds(20);
    public int Rounds { get; init; } = 3;
    /// <summary>Only cases whose name has one of these; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <exception cref="ArgumentException">An option is unknown or has no value, or the file is missing.</exception>
    /// <exception cref="FormatException">A number is none.</exception>
    public static DriveOrder Parse(string server, string process, IReadOnlyList<string> options)
    {
        var order = new DriveOrder(new Uri(server), Number(process)) { ValuesFile = "" };
        if (options.Count % 2 == 1)
            throw new ArgumentException($"{options[^1]} needs a value.");
        foreach (var pair in options.Chunk(2))
        {
            order = pair switch
            {
                ["--cases", var file] => order with { ValuesFile = file },
                ["--clients", var value] => order with { Clients = Number(value) },
                ["--requests", var value] => order with { Requests = Number(value) },
                ["--seconds", var value] => order with { Cap = TimeSpan.FromSeconds(Number(value)) },
                ["--rounds", var value] => order with { Rounds = Number(value) },
                ["--only", var names] => order with { Only = names.Split(',') },
                _ => throw new ArgumentException(
                    $"{pair[0]} is no option; there are --cases, --clients, --requests, --seconds, --rounds and --only."),
            };
        }
        return File.Exists(order.ValuesFile)
            ? order
            : throw new ArgumentException("Give --cases FILE, the million.json that million fill wrote into the data folder.");
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) is >= 1 and var number
        ? number
        : throw new ArgumentException($"{text} must be at least 1.");
}
