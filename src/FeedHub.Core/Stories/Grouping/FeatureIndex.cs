using System.Runtime.InteropServices;
using FeedHub.Core.Stories.Comparing;
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
        return new WeighedVector(vector, vector.Features, weights);
    }

    /// <summary>Weighs a text in the window; the result is valid until the room is used again.</summary>
    public WeighedVector Weigh(WindowEntry entry, WeighingRoom room)
    {
        var mentions = entry.Mentions;
        var (features, weights) = room.For(mentions.Length);
        for (var i = 0; i < mentions.Length; i++)
        {
            ref readonly var mention = ref mentions[i];
            features[i] = mention.Posting.Of(mention);
            weights[i] = Rarity(mention.Posting.Logarithm);
        }
        return new WeighedVector(entry.FeatureVector, new ArraySegment<Feature>(features, 0, mentions.Length), weights);
    }

    /// <param name="features">What it mentions, sorted by key.</param>
    public void Add(WindowEntry entry, Feature[] features)
    {
        Recount(1);
        entry.Mentions = new Mention[features.Length];
        for (var i = 0; i < features.Length; i++)
        {
            ref var posting = ref CollectionsMarshal.GetValueRefOrAddDefault(postings, features[i].Key, out _);
            posting ??= new FeaturePosting(features[i]);
            entry.Mentions[i] = posting.Add(entry, features[i]);
        }
    }

    public void Remove(WindowEntry entry)
    {
        Recount(-1);
        foreach (ref readonly var mention in entry.Mentions.AsSpan())
        {
            if (mention.Posting.Remove(entry, mention) == 0)
                postings.Remove(mention.Posting.Key);
        }
        entry.Mentions = [];
    }

    /// <summary>The texts that share most with a new one, most similar first.</summary>
    public List<WindowEntry> Nearest(WeighedVector of, int max)
    {
        search++;
        touched.Clear();
        var limit = Math.Max(Few, (int)(count * TooCommon));
        for (var i = 0; i < of.Features.Length; i++)
        {
            if (!postings.TryGetValue(of.Features[i].Key, out var posting) || posting.Entries.Length > limit)
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
