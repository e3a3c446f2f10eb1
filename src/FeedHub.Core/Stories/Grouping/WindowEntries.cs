using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>
/// A list of texts in the window, in the order in which they were added. Most features and passages are of one text only, so one needs no
/// memory besides this; in lists of their own, they took a fifth of the window. Not to be copied.
/// </summary>
internal struct WindowEntries
{
    /// <summary>Null if there is none, the entry if there is one, else a list of them.</summary>
    private object? entries;

    public readonly int Count => entries switch { null => 0, WindowEntry => 1, var several => ((List<WindowEntry>)several).Count };

    [UnscopedRef]
    public readonly ReadOnlySpan<WindowEntry> All => entries switch
    {
        null => [],
        WindowEntry => MemoryMarshal.CreateReadOnlySpan(in Unsafe.As<object?, WindowEntry>(ref Unsafe.AsRef<object?>(in entries)), 1),
        var several => CollectionsMarshal.AsSpan((List<WindowEntry>)several),
    };

    public void Add(WindowEntry entry)
    {
        switch (entries)
        {
            case null:
                entries = entry;
                break;
            case WindowEntry only:
                entries = new List<WindowEntry>(2) { only, entry };
                break;
            default:
                var several = (List<WindowEntry>)entries;
                if (several.Count == several.Capacity)
                    several.Capacity += Math.Max(2, several.Count / 2);
                several.Add(entry);
                break;
        }
    }

    /// <returns>Whether it was there.</returns>
    public bool Remove(WindowEntry entry)
    {
        if (entries is not List<WindowEntry> several)
        {
            if (entries != entry)
                return false;
            entries = null;
            return true;
        }
        if (!several.Remove(entry))
            return false;
        if (several.Count == 1)
            entries = several[0];
        else if (several.Count < several.Capacity / 4)
            several.Capacity /= 2;
        return true;
    }
}
