using FeedHub.Core.Stories.Features;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>The texts of the window that have one feature; copies are not counted.</summary>
/// <param name="prior">Texts in a thousand that have it, before anything was counted.</param>
internal sealed class FeaturePosting(float prior)
{
    public List<WindowEntry> Entries { get; } = [];

    /// <summary>Of the number of texts that have it, with the prior.</summary>
    public double Logarithm { get; private set; } = Math.Log(prior);

    public void Add(WindowEntry entry)
    {
        Entries.Add(entry);
        Recount();
    }

    /// <returns>How many are left.</returns>
    public int Remove(WindowEntry entry)
    {
        Entries.Remove(entry);
        Recount();
        return Entries.Count;
    }

    /// <summary>Two texts that are compared have the feature themselves, which proves nothing of its frequency.</summary>
    private void Recount() => Logarithm = Math.Log(Math.Max(0, Entries.Count - 2) + prior);
}

/// <summary>A vector, and what sharing each of its features proves at the moment.</summary>
internal readonly record struct WeighedVector(FeatureVector FeatureVector, double[] Weights);
