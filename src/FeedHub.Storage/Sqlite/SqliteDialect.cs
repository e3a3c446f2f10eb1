using System.Text;
using System.Text.Json;
using FeedHub.Core.Content;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Sqlite;

/// <summary>
/// SQLite's own SQL. Search uses FTS5: every word must occur; words of four letters or more also match the beginnings of longer words,
/// since the region's languages inflect.
/// </summary>
internal sealed class SqliteDialect : SqlDialect
{
    public static readonly SqliteDialect Instance = new();

    private const int PrefixFrom = 4;
    private const int MaxWords = 20;

    /// <summary>A list is passed as one JSON array.</summary>
    public override string AnyOf(string column, string parameter) => $"{column} IN (SELECT value FROM json_each({parameter}))";

    public override object? Value(object? value) => value switch
    {
        bool flag => flag ? 1L : 0L,
        IReadOnlyList<string> texts => JsonSerializer.Serialize(texts, StoredJson.Default.IReadOnlyListString),
        IReadOnlyList<long> numbers => $"[{string.Join(',', numbers)}]",
        _ => value,
    };

    public override string Index => "INSERT OR REPLACE INTO entry_search (rowid, title, text) VALUES (@seq, @title, @text)";

    /// <summary>
    /// Folded here, and split at spaces by the index: half the work of its own tokenizer, and queries are folded in the same way.
    /// </summary>
    public override string Indexed(string text) => SearchText.Fold(text);

    public override string IsFound => "e.seq IN (SELECT rowid FROM entry_search WHERE entry_search MATCH @search)";

    public override string? Search(string words)
    {
        var query = new StringBuilder();
        var phrase = false;
        var count = 0;
        // Every second part is between quotation marks and is searched for as a phrase.
        foreach (var part in words.Split('"'))
        {
            var folded = SearchText.Fold(part);
            foreach (var term in (phrase ? [folded] : folded.Split(' ')).Where(t => t.Length > 0).Take(MaxWords - count))
            {
                query.Append(count++ == 0 ? "" : " ").Append('"').Append(term).Append('"');
                if (!phrase && term.Length >= PrefixFrom)
                    query.Append('*');
            }
            phrase = !phrase;
        }
        return count == 0 ? null : query.ToString();
    }
}
