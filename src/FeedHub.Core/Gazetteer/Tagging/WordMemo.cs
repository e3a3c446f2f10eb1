using System.Collections.Concurrent;

namespace FeedHub.Core.Gazetteer.Tagging;

/// <summary>Caches what is known about a word, since a few thousand words make up most of every text. Safe for concurrent use.</summary>
/// <param name="findOut">Called once for a word, or a few times if several threads need it at once.</param>
internal sealed class WordMemo<T>(Func<string, T> findOut)
{
    /// <summary>The cache is cleared at this size; common words return with the next texts.</summary>
    private const int MaxWords = 10_000;

    private readonly ConcurrentDictionary<string, T> known = new(StringComparer.Ordinal);
    private int count;

    public T Of(ReadOnlySpan<char> word)
    {
        if (known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var remembered))
            return remembered;
        var key = word.ToString();
        var found = findOut(key);
        if (Interlocked.Increment(ref count) > MaxWords)
        {
            known.Clear();
            Interlocked.Exchange(ref count, 1);
        }
        known.TryAdd(key, found);
        return found;
    }
}
