using System.Text;
using Dapper;
using FeedHub.Core.Content;
using Microsoft.Data.Sqlite;

namespace FeedHub.Storage.Sqlite;

/// <summary>Search by FTS5: every word must occur; words of four letters or more also match as beginnings, since the region's languages inflect.</summary>
internal sealed class SqliteSearch : ISearchDialect
{
    private const int PrefixFrom = 4;
    private const int MaxWords = 20;
    private const string IndexSql = "INSERT OR REPLACE INTO entry_search (rowid, title, text) VALUES (@seq, @title, @text)";

    /// <summary>Folded here, and taken apart at spaces by the index: half the work of its own tokenizer, and the same folding for what is asked.</summary>
    public string Indexed(string text) => SearchText.Fold(text);

    public string Index => IndexSql;

    /// <summary>Fills the index of a database whose entries were never in it, which is what a migration leaves: SQL cannot fold.</summary>
    public static void Fill(SqliteConnection connection)
    {
        const string Needed = "SELECT EXISTS (SELECT 1 FROM entry_text) AND NOT EXISTS (SELECT 1 FROM entry_search_docsize)";
        if (connection.ExecuteScalar<long>(Needed) == 0)
            return;
        using var transaction = connection.BeginTransaction(deferred: false);
        // Another process may have done it meanwhile.
        if (connection.ExecuteScalar<long>(Needed, transaction: transaction) == 0)
            return;
        foreach (var (seq, title, text) in connection.Query<(long, string, string)>("SELECT seq, title, text FROM entry JOIN entry_text USING (seq)", transaction: transaction, buffered: false))
            connection.Execute(IndexSql, new { seq, title = SearchText.Fold(title), text = SearchText.Fold(text) }, transaction);
        transaction.Commit();
    }

    public string Condition => "e.seq IN (SELECT rowid FROM entry_search WHERE entry_search MATCH @search)";

    public string? Parameter(string words)
    {
        var query = new StringBuilder();
        var phrase = false;
        var count = 0;
        // Every second part stands between quotation marks, and is a phrase to be found as it is.
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
