using System.Runtime.InteropServices;
using FeedHub.Core.Stories.Features;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>An index of the texts in the window by feature, with the rarity of each feature.</summary>
internal sealed class FeatureIndex
{
    /// <summary>The number of texts that the priors represent; a feature not yet counted is weighed by them.</summary>
    private const double Assumed = 1000;

    /// <summary>A feature in more than this share of the texts is not used to find candidates.</summary>
    private const double TooCommon = 0.04;

    /// <summary>A feature in no more than this many texts is always used.</summary>
    private const int Few = 60;

    /// <summary>The minimum weight of a feature.</summary>
    private const double LeastRarity = 0.05;

    private readonly Dictionary<ulong, FeaturePosting> postings = [];
    private readonly List<WindowEntry> touched = [];
    private double logarithm = Math.Log(Assumed);
    private int count;
    private long search;

    /// <summary>
    /// Weighs each feature of a text by what it proves if shared: the logarithm of the number of all texts per text with the feature.
    /// </summary>
    public WeighedVector Weigh(FeatureVector vector)
    {
        var weights = new double[vector.Features.Length];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = Rarity(postings.GetValueOrDefault(vector.Features[i].Key)?.Logarithm ?? Math.Log(vector.Features[i].Prior));
        return new WeighedVector(vector, weights);
    }

    /// <summary>
    /// Weighs a text in the window. The array is enlarged if necessary; the result is valid until the array is used again.
    /// </summary>
    public WeighedVector Weigh(WindowEntry entry, ref double[] weights)
    {
        if (weights.Length < entry.Postings.Length)
            weights = new double[entry.Postings.Length * 2];
        for (var i = 0; i < entry.Postings.Length; i++)
            weights[i] = Rarity(entry.Postings[i].Logarithm);
        return new WeighedVector(entry.FeatureVector, weights);
    }

    public void Add(WindowEntry entry)
    {
        Recount(1);
        var features = entry.FeatureVector.Features;
        entry.Postings = new FeaturePosting[features.Length];
        for (var i = 0; i < features.Length; i++)
        {
            ref var posting = ref CollectionsMarshal.GetValueRefOrAddDefault(postings, features[i].Key, out _);
            posting ??= new FeaturePosting(features[i].Prior);
            posting.Add(entry);
            entry.Postings[i] = posting;
        }
    }

    public void Remove(WindowEntry entry)
    {
        Recount(-1);
        for (var i = 0; i < entry.Postings.Length; i++)
        {
            if (entry.Postings[i].Remove(entry) == 0)
                postings.Remove(entry.FeatureVector.Features[i].Key);
        }
    }

    /// <summary>The texts that share most with a new one, most similar first.</summary>
    public List<WindowEntry> Nearest(WeighedVector of, int max)
    {
        search++;
        touched.Clear();
        var limit = Math.Max(Few, (int)(count * TooCommon));
        for (var i = 0; i < of.FeatureVector.Features.Length; i++)
        {
            if (!postings.TryGetValue(of.FeatureVector.Features[i].Key, out var posting) || posting.Entries.Length > limit)
                continue;
            var weight = of.Weights[i] * of.Weights[i];
            foreach (var entry in posting.Entries)
            {
                if (entry.Search != search)
                {
                    (entry.Search, entry.Shared) = (search, 0);
                    touched.Add(entry);
                }
                entry.Shared += weight;
            }
        }
        return Best(max);
    }

    private List<WindowEntry> Best(int max)
    {
        var best = new PriorityQueue<WindowEntry, WindowEntry>(max + 1, Comparer<WindowEntry>.Create(ByShared));
        foreach (var entry in touched)
        {
            if (best.Count < max)
                best.Enqueue(entry, entry);
            else if (ByShared(entry, best.Peek()) > 0)
                best.EnqueueDequeue(entry, entry);
        }
        var nearest = new List<WindowEntry>(best.Count);
        while (best.TryDequeue(out var entry, out _))
            nearest.Add(entry);
        nearest.Reverse();
        return nearest;
    }

    /// <summary>
    /// Never returns 0 for different entries, so that the result does not depend on the order in which they were visited.
    /// </summary>
    private static int ByShared(WindowEntry a, WindowEntry b) =>
        a.Shared.CompareTo(b.Shared) is not 0 and var more
            ? more
            : string.CompareOrdinal(b.FeatureVector.Entry.Value, a.FeatureVector.Entry.Value);

    private double Rarity(double having) => Math.Max(LeastRarity, logarithm - having);

    private void Recount(int more)
    {
        count += more;
        logarithm = Math.Log(count + Assumed);
    }
}
