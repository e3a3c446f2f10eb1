using FeedHub.Core.Stories.Features;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>
/// Learns from the texts in the window what outlets repeat under every item: "follow us", bylines, the standing paragraph on a conflict.
/// Such a passage says nothing about the event.
/// </summary>
internal sealed class StandingPassages
{
    private readonly Dictionary<ulong, List<WindowEntry>> seen = [];

    public void Add(WindowEntry entry)
    {
        foreach (var passage in entry.FeatureVector.Passages)
        {
            if (passage == 0)
                continue;
            if (!seen.TryGetValue(passage, out var entries))
                seen[passage] = entries = [];
            entries.Add(entry);
        }
    }

    public void Remove(WindowEntry entry)
    {
        foreach (var passage in entry.FeatureVector.Passages)
        {
            if (seen.TryGetValue(passage, out var entries) && entries.Remove(entry) && entries.Count == 0)
                seen.Remove(passage);
        }
    }

    /// <summary>Numbers of the passages that this outlet has under another title, or that several stories have.</summary>
    public IReadOnlyList<int> Find(FeatureVector vector)
    {
        List<int>? found = null;
        for (var i = 0; i < vector.Passages.Length; i++)
        {
            if (seen.TryGetValue(vector.Passages[i], out var entries) && Stands(entries, vector))
                (found ??= []).Add(i);
        }
        return found ?? [];
    }

    private static bool Stands(List<WindowEntry> entries, FeatureVector vector)
    {
        var first = entries[0].Story;
        return entries.Exists(e =>
            e.Story != first || (e.FeatureVector.Source == vector.Source && !Copies.HaveLikeTitles(e.FeatureVector, vector)));
    }
}
