using System.Globalization;
using System.Text;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Postgres;

/// <summary>
/// Words with their positions as a tsvector is written: <c>'bridge':3A,17B</c>. No parser of PostgreSQL takes part, since texts and queries
/// are folded in one way, by <see cref="Core.Content.SearchText"/>. What a tsvector has no room for is left out: a long text is found by
/// its first words (https://www.postgresql.org/docs/current/textsearch-limitations.html).
/// </summary>
internal sealed class WordVector
{
    /// <summary>Positions end at 16,383, and that one stands for all that come after it.</summary>
    private const int LastPosition = 16_382;

    /// <summary>Positions of one word.</summary>
    private const int MostOfAWord = 255;

    /// <summary>A word may have 2,046 bytes: this many characters have no more.</summary>
    private const int LongestWord = 500;

    /// <summary>A tsvector may have 1 MiB; this is less, since we only estimate.</summary>
    private const int MostBytes = 900_000;

    private static readonly string Between = StoryContents.Between.Trim();

    private readonly Dictionary<string, (int Count, StringBuilder Positions)> words = new(StringComparer.Ordinal);
    private int position;
    private int bytes;

    private WordVector()
    {
    }

    /// <param name="facets">Words that have no position, so that they are in no phrase.</param>
    public static string From(IEnumerable<string> facets, string titles, string texts)
    {
        var vector = new WordVector();
        foreach (var facet in facets)
            vector.IsAdded(facet);
        vector.Add(titles, 'A');
        // No phrase reaches from a title into a text.
        vector.position++;
        vector.Add(texts, 'B');
        return vector.Written();
    }

    /// <summary>A word as it is written in a vector or a query. Folded words have nothing that would need to be escaped.</summary>
    public static string Quoted(string word) => $"'{Cut(word)}'";

    private void Add(string text, char weight)
    {
        foreach (var range in text.AsSpan().Split(' '))
        {
            if (position >= LastPosition)
                return;
            var word = text[range];
            position++;
            // What stands between reports is no word, but takes a position: so no phrase reaches across.
            if (word.Length > 0 && word != Between && IsAdded(word))
                Put(Cut(word), weight);
        }
    }

    /// <returns>Whether there was room.</returns>
    private bool IsAdded(string word)
    {
        word = Cut(word);
        if (words.ContainsKey(word))
            return true;
        var size = Encoding.UTF8.GetByteCount(word) + 8;
        if (bytes + size > MostBytes)
            return false;
        bytes += size;
        words.Add(word, (0, new StringBuilder()));
        return true;
    }

    private void Put(string word, char weight)
    {
        var (count, positions) = words[word];
        if (count == MostOfAWord || bytes + 2 > MostBytes)
            return;
        bytes += 2;
        positions.Append(CultureInfo.InvariantCulture, $"{(count == 0 ? ':' : ',')}{position}{weight}");
        words[word] = (count + 1, positions);
    }

    private string Written()
    {
        var written = new StringBuilder();
        foreach (var (word, (_, positions)) in words)
            written.Append(written.Length == 0 ? "" : " ").Append(Quoted(word)).Append(positions);
        return written.ToString();
    }

    private static string Cut(string word) =>
        word.Length <= LongestWord ? word : word[..(char.IsHighSurrogate(word[LongestWord - 1]) ? LongestWord - 1 : LongestWord)];
}
