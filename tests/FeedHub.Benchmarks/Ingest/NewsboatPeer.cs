using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FeedHub.Benchmarks.Ingest;

/// <summary>newsboat, a terminal feed reader written in C++, with its SQLite cache; nothing is sanitised, tagged or grouped.</summary>
internal sealed class NewsboatPeer(PinnedProcess process) : IPeer
{
    public string Name => "newsboat `-x reload`";

    public void Subscribe(string home, IReadOnlyList<string> urls)
    {
        File.WriteAllLines(Path.Combine(home, "urls"), urls);
        File.WriteAllText(Path.Combine(home, "config"), "reload-threads 1\n");
    }

    public Cost Refresh(string home) => process.Run(
        "newsboat",
        ["-u", Path.Combine(home, "urls"), "-C", Path.Combine(home, "config"), "-c", Path.Combine(home, "cache.db"), "-x", "reload"],
        ("HOME", home));

    public int Entries(string home)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(home, "cache.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM rss_item";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
