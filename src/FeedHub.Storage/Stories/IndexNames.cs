using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Stories;

/// <summary>Keeps the index of stories under the names of the gazetteer in force.</summary>
internal static class IndexNames
{
    /// <summary>To be changed when the same story would be indexed otherwise.</summary>
    private const string Revision = "1";

    /// <summary>Stories that one step of grouping indexes again because the gazetteer has changed: about a second's work.</summary>
    private const int Together = 500;

    /// <summary>Whether stories are indexed under the names of another gazetteer.</summary>
    public static async Task<bool> AreOutdatedAsync(SqlSession sql, Tagger tagger) =>
        await BelowAsync(sql, VersionOf(tagger)) is not 0;

    /// <summary>Makes all stories count as indexed under other names.</summary>
    public static Task ForgetAsync(SqlSession sql) => sql.ExecuteAsync("DELETE FROM index_names");

    /// <summary>
    /// Marks some of the stories that are indexed under the names of another gazetteer, newest first: all at once would keep others from
    /// writing for minutes.
    /// </summary>
    public static async Task MarkOutdatedAsync(SqlSession sql, Tagger tagger)
    {
        var version = VersionOf(tagger);
        var known = await BelowAsync(sql, version);
        if (known == 0)
            return;
        var below = known ?? await sql.NumberAsync("SELECT max(place) + 1 FROM story") ?? 0;
        var from = await sql.NumberAsync(
            "SELECT min(place) FROM (SELECT place FROM story WHERE place < @below ORDER BY place DESC LIMIT @max) AS next",
            ("@below", below), ("@max", Together)) ?? 0;
        await StaleStories.MarkAsync(sql, "place >= @from AND place < @below", ("@from", from), ("@below", below));
        await sql.ExecuteAsync(
            """
            INSERT INTO index_names (id, gazetteer, below) VALUES (1, @version, @from)
            ON CONFLICT (id) DO UPDATE SET gazetteer = excluded.gazetteer, below = excluded.below
            """,
            ("@version", version), ("@from", from));
    }

    /// <returns>The place below which stories are outdated; null if all are.</returns>
    private static Task<long?> BelowAsync(SqlSession sql, long version) =>
        sql.NumberAsync("SELECT below FROM index_names WHERE gazetteer = @version", ("@version", version));

    /// <summary>Differs between any two gazetteers.</summary>
    private static long VersionOf(Tagger tagger) => BinaryPrimitives.ReadInt64LittleEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Revision} {tagger.Contents.Version}")));
}
