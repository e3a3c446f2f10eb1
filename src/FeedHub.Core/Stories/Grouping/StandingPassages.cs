using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FeedHub.Core.Stories.Features;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>
/// Learns from the texts in the window what outlets repeat under every item: "follow us", bylines, the standing paragraph on a conflict.
/// Such a passage says nothing about the event.
/// </summary>
internal sealed class StandingPassages
{
    private readonly Dictionary<ulong, WindowEntries> seen = [];

    public void Add(WindowEntry entry)
    {
        foreach (var passage in entry.FeatureVector.Passages)
        {
            if (passage != 0)
                CollectionsMarshal.GetValueRefOrAddDefault(seen, passage, out _).Add(entry);
        }
    }

    public void Remove(WindowEntry entry)
    {
        foreach (var passage in entry.FeatureVector.Passages)
        {
            ref var entries = ref CollectionsMarshal.GetValueRefOrNullRef(seen, passage);
            if (!Unsafe.IsNullRef(ref entries) && entries.Remove(entry) && entries.Count == 0)
                seen.Remove(passage);
        }
    }

    /// <summary>Numbers of the passages that this outlet has under another title, or that several stories have.</summary>
    public IReadOnlyList<int> Find(FeatureVector vector)
    {
        List<int>? found = null;
        for (var i = 0; i < vector.Passages.Length; i++)
        {
            if (seen.TryGetValue(vector.Passages[i], out var entries) && Stands(entries.All, vector))
                (found ??= []).Add(i);
        }
        return found ?? [];
    }

    private static bool Stands(ReadOnlySpan<WindowEntry> entries, FeatureVector vector)
    {
        foreach (var entry in entries)
        {
            if (entry.Story != entries[0].Story
                || (entry.FeatureVector.Source == vector.Source && !Copies.HaveLikeTitles(vector, entry.TitleKeys)))
            {
                return true;
            }
        }
        return false;
    }
}
