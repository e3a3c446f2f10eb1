using System.Text;

namespace FeedHub.Storage.Sqlite;

/// <summary>Search by FTS5: every word must occur; words of four letters or more also match as beginnings, since the region's languages inflect.</summary>
internal sealed class SqliteSearch : ISearchDialect
{
    private const int PrefixFrom = 4;
    private const int MaxWords = 20;

    public string Index => "INSERT OR REPLACE INTO entry_search (rowid, title, text) VALUES (@seq, @title, @text)";

    public string Condition => "e.seq IN (SELECT rowid FROM entry_search WHERE entry_search MATCH @search)";

    public string? Parameter(string words)
    {
        var query = new StringBuilder();
        var phrase = false;
        var count = 0;
        // Every second part stands between quotation marks, and is a phrase to be found as it is.
        foreach (var part in words.Split('"'))
        {
            IEnumerable<string> terms = phrase ? [string.Join(' ', Words(part))] : Words(part);
            foreach (var term in terms.Where(t => t.Length > 0).Take(MaxWords - count))
            {
                query.Append(count++ == 0 ? "" : " ").Append('"').Append(term).Append('"');
                if (!phrase && term.Length >= PrefixFrom)
                    query.Append('*');
            }
            phrase = !phrase;
        }
        return count == 0 ? null : query.ToString();
    }

    /// <summary>Runs of letters and digits: what the tokenizer would make of the text, and nothing that FTS5 would take for syntax.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inWord = i < text.Length && (char.IsLetterOrDigit(text[i]) || char.IsSurrogate(text[i]) || char.GetUnicodeCategory(text[i]) is System.Globalization.UnicodeCategory.NonSpacingMark);
            if (inWord && start < 0)
                start = i;
            else if (!inWord && start >= 0)
            {
                yield return text[start..i];
                start = -1;
            }
        }
    }
}
