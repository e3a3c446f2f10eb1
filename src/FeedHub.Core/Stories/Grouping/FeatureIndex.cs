using System.Runtime.InteropServices;
using FeedHub.Core.Stories.Features;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>Which texts of the window have a feature, and how rare it is among them.</summary>
internal sealed class FeatureIndex
{
    /// <summary>Texts that the priors stand for: what nothing was counted of yet is judged by these.</summary>
    private const double Assumed = 1000;

    /// <summary>A feature of more than this share of the texts finds no candidates.</summary>
    private const double TooCommon = 0.04;

    /// <summary>A feature of so few texts always finds them.</summary>
    private const int Few = 60;

    /// <summary>The least that sharing anything proves.</summary>
    private const double LeastRarity = 0.05;

    private readonly Dictionary<ulong, FeaturePosting> postings = [];
    private readonly List<WindowEntry> touched = [];
    private double logarithm = Math.Log(Assumed);
    private int count;
    private long search;

    /// <summary>What sharing each of its features proves: the logarithm of how many texts there are to one that has it.</summary>
    public WeighedVector Weigh(FeatureVector vector)
    {
        var weights = new double[vector.Features.Length];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = Rarity(postings.GetValueOrDefault(vector.Features[i].Key)?.Logarithm ?? Math.Log(vector.Features[i].Prior));
        return new WeighedVector(vector, weights);
    }

    /// <summary>The same of a text in the window, in an array that is made larger where it must be; good until it is used again.</summary>
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

    /// <summary>The texts that share most with a new one, the most alike first.</summary>
    public List<WindowEntry> Nearest(WeighedVector of, int max)
    {
        search++;
        touched.Clear();
        var limit = Math.Max(Few, (int)(count * TooCommon));
        for (var i = 0; i < of.FeatureVector.Features.Length; i++)
        {
            if (!postings.TryGetValue(of.FeatureVector.Features[i].Key, out var posting) || posting.Entries.Count > limit)
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

    /// <summary>No two are equal, so that the order in which they came to be looked at decides nothing.</summary>
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
