using System.Globalization;

namespace FeedHub.Benchmarks.Million.Driving;

/// <summary>What the requests of one case came to, over all rounds.</summary>
internal sealed class DriveResult(DriveCase asked)
{
    private readonly List<double> milliseconds = [];
    private readonly List<double> ofServer = [];
    private readonly List<double> medians = [];
    private readonly SortedDictionary<string, int> statuses = new(StringComparer.Ordinal);
    private long bytes;
    private TimeSpan cpu;

    public const string Head = """
        | case | clients | n | p50 ms (of the rounds) | p99 ms | max ms | p50, p99 by Server-Timing | statuses | kB | CPU ms | differs in |
        | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- | ---: | ---: | --- |
        """;

    /// <param name="spent">CPU time of the server's process for these answers.</param>
    public void Add(IReadOnlyCollection<DriveAnswer> answers, TimeSpan spent)
    {
        if (answers.Count == 0)
            return;
        medians.Add(At([.. answers.Select(a => a.Elapsed.TotalMilliseconds).Order()], 0.5));
        milliseconds.AddRange(answers.Select(a => a.Elapsed.TotalMilliseconds));
        ofServer.AddRange(answers.Select(a => a.OfServer).OfType<double>());
        foreach (var (status, count) in answers.CountBy(a => a.Status))
            statuses[status] = statuses.GetValueOrDefault(status) + count;
        bytes += answers.Sum(a => (long)a.Bytes);
        cpu += spent;
    }

    public string Row(int clients)
    {
        milliseconds.Sort();
        ofServer.Sort();
        medians.Sort();
        var n = milliseconds.Count;
        if (n == 0)
            return $"| {asked.Name} | {clients} | 0 | – | – | – | – | – | – | – | {asked.Varies} |";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {asked.Name} | {clients} | {n:n0} | {At(milliseconds, 0.5):n1} ({medians[0]:n1}–{medians[^1]:n1}) | "
                + $"{At(milliseconds, 0.99):n1} | {milliseconds[^1]:n1} | {Timing()} | "
                + $"{string.Join(", ", statuses.Select(s => $"{s.Key} {s.Value}"))} | {bytes / 1000.0 / n:n1} | "
                + $"{cpu.TotalMilliseconds / n:n1} | {asked.Varies} |");
    }

    private string Timing() => ofServer.Count == 0
        ? "–"
        : string.Create(CultureInfo.InvariantCulture, $"{At(ofServer, 0.5):n1}, {At(ofServer, 0.99):n1}");

    private static double At(List<double> sorted, double share) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
}

/// <summary>One answer, read to its end.</summary>
/// <param name="Status">The status code, or what went wrong.</param>
/// <param name="Bytes">Of the body, as transferred.</param>
/// <param name="OfServer">Milliseconds, by the header <c>Server-Timing</c>; null without it.</param>
internal readonly record struct DriveAnswer(string Status, TimeSpan Elapsed, int Bytes, double? OfServer);
