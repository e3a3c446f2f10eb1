using System.Globalization;
using System.Xml.Linq;
using Microsoft.Data.Sqlite;

namespace FeedHub.Benchmarks.Ingest;

/// <summary>FeedHub as published, with everything it does: guard, sanitising, search, tagging, duplicates, grouping.</summary>
internal sealed class FeedHubPeer(PinnedProcess process, string folder) : IPeer
{
    public string Name => "**FeedHub**";

    public void Subscribe(string home, IReadOnlyList<string> urls)
    {
        var outlines = urls.Select(
            url => new XElement("outline", new XAttribute("type", "rss"), new XAttribute("text", url), new XAttribute("xmlUrl", url)));
        new XElement("opml", new XAttribute("version", "2.0"), new XElement("head"), new XElement("body", outlines))
            .Save(Path.Combine(home, "sources.opml"));
    }

    public Cost Refresh(string home) => process.Run(
        Path.Combine(folder, "feedhub"),
        [
            "refresh", "--all", "--json", "--config", "feeds-config", "--data", Path.Combine(home, "data"),
            "--opml", Path.Combine(home, "sources.opml"), "--allow-network", "127.0.0.0/8",
        ],
        ("FeedHub__Fetching__HostSpacing", "0s"));

    /// <summary>The entries that have a story: an entry without one is not finished.</summary>
    public int Entries(string home)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(home, "data", "feedhub.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM entry WHERE story_id IS NOT NULL";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
