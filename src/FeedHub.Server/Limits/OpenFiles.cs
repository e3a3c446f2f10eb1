using System.Globalization;

namespace FeedHub.Server.Limits;

/// <summary>How many files and connections the operating system lets this process open (<c>RLIMIT_NOFILE</c>, setrlimit(2)).</summary>
internal static class OpenFiles
{
    private const string Limits = "/proc/self/limits";
    private const string Row = "Max open files";

    /// <summary>
    /// Files that FeedHub needs besides its readers' connections: for its libraries (300), the database, fetching, pictures.
    /// </summary>
    private const int Own = 512;
    private const int Least = 1024;
    private const int MostConnections = 10_000;

    /// <summary>
    /// The limit in force, which .NET raised to the hard limit when it started; null if it is not known or there is none.
    /// </summary>
    public static int? Limit { get; } = Read();

    /// <summary>Readers' connections that there is room for.</summary>
    public static int Connections => Math.Min(MostConnections, (Limit ?? int.MaxValue) - Own);

    /// <summary>Why FeedHub cannot run, and how to fix that; null if it can.</summary>
    public static string? TooFew => Limit < Least
        ? $"feedhub: this process may open {Limit} files and connections, but needs {Least}. Raise the limit: “ulimit -Hn {Least}” in a "
            + $"shell, "
            + $"“LimitNOFILE={Least}” in a systemd unit, “--ulimit nofile={Least}” with docker."
        : null;

    private static int? Read()
    {
        if (!File.Exists(Limits))
            return null;
        foreach (var line in File.ReadAllLines(Limits))
        {
            if (line.StartsWith(Row, StringComparison.Ordinal))
            {
                var soft = line[Row.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
                return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;
            }
        }
        return null;
    }
}
