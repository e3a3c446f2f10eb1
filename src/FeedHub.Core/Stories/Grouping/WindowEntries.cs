using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>
/// A list of texts in the window, in the order in which they were added. Most features and passages are of one text only, so one needs no
/// memory besides this; in lists of their own, they took a fifth of the window. Not to be copied.
/// </summary>
internal struct WindowEntries
{
    /// <summary>Null unless it is the only one.</summary>
    private WindowEntry only;

    /// <summary>Null while there is one at most.</summary>
    private WindowEntry[]? several;

    public int Count { get; private set; }

    [UnscopedRef]
    public readonly ReadOnlySpan<WindowEntry> All =>
        several is null ? MemoryMarshal.CreateReadOnlySpan(in only, Count) : several.AsSpan(0, Count);

    public void Add(WindowEntry entry)
    {
        if (Count == 0)
        {
            (only, several, Count) = (entry, null, 1);
            return;
        }
        several ??= [only, entry];
        if (Count == several.Length)
            Array.Resize(ref several, Count + Math.Max(2, Count / 2));
        several[Count] = entry;
        only = null!;
        Count++;
    }

    /// <returns>Whether it was there.</returns>
    public bool Remove(WindowEntry entry)
    {
        var at = All.IndexOf(entry);
        if (at < 0)
            return false;
        Count--;
        if (several is null)
        {
            only = null!;
            return true;
        }
        several.AsSpan(at + 1, Count - at).CopyTo(several.AsSpan(at));
        several[Count] = null!;
        if (Count <= 1)
            (only, several) = (several[0], null);
        else if (Count < several.Length / 4)
            Array.Resize(ref several, several.Length / 2);
        return true;
    }
}
