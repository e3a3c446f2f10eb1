using System.Runtime.InteropServices;

namespace FeedHub.Core.Stories;

/// <summary>Which texts of the window have a feature, and how rare it is among them.</summary>
internal sealed class FeatureIndex
{
    /// <summary>Texts that the priors stand for: what nothing was counted of yet is judged by these.</summary>
    private const double Assumed = 1000;

    /// <summary>A feature of more than this share of the texts finds no candidates.</summary>
    private const double TooCommon = 0.12;

    private readonly Dictionary<ulong, List<WindowEntry>> postings = [];

    /// <summary>Texts counted; copies are none.</summary>
    public int Count { get; private set; }

    /// <summary>What sharing the feature proves: the logarithm of how many texts there are to one that has it.</summary>
    public double Rarity(Feature feature)
    {
        var having = postings.TryGetValue(feature.Key, out var list) ? list.Count : 0;
        // Each text that is compared has the feature itself, which proves nothing of its frequency.
        return Math.Max(0.05, Math.Log((Count + Assumed) / (Math.Max(0, having - 2) + feature.Prior)));
    }

    public void Add(WindowEntry entry)
    {
        Count++;
        foreach (var feature in entry.Fingerprint.Features)
        {
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(postings, feature.Key, out _);
            list ??= [];
            list.Add(entry);
        }
    }

    public void Remove(WindowEntry entry)
    {
        Count--;
        foreach (var feature in entry.Fingerprint.Features)
        {
            var list = postings[feature.Key];
            if (list.Count == 1)
                postings.Remove(feature.Key);
            else
                list.Remove(entry);
        }
    }

    /// <summary>The texts that share most with a new one, the most alike first.</summary>
    public List<WindowEntry> Nearest(Fingerprint of, int max)
    {
        var limit = Math.Max(60, (int)((Count + 200) * TooCommon));
        var scores = new Dictionary<WindowEntry, double>();
        foreach (var feature in of.Features)
        {
            if (!postings.TryGetValue(feature.Key, out var list) || list.Count > limit)
                continue;
            var rarity = Rarity(feature);
            foreach (var entry in list)
            {
                ref var score = ref CollectionsMarshal.GetValueRefOrAddDefault(scores, entry, out _);
                score += rarity * rarity;
            }
        }
        return [.. scores.OrderByDescending(s => s.Value).ThenBy(s => s.Key.Fingerprint.Entry.Value, StringComparer.Ordinal).Take(max).Select(s => s.Key)];
    }
}
