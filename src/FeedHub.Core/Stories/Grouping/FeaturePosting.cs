using FeedHub.Core.Stories.Features;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>The texts in the window that have one feature, without copies.</summary>
/// <param name="prior">Assumed number of texts in a thousand that have it, used before any are counted.</param>
internal sealed class FeaturePosting(float prior)
{
    private WindowEntries entries;

    public ReadOnlySpan<WindowEntry> Entries => entries.All;

    /// <summary>Logarithm of the number of texts that have it, including the prior.</summary>
    public double Logarithm { get; private set; } = Math.Log(prior);

    public void Add(WindowEntry entry)
    {
        entries.Add(entry);
        Recount();
    }

    /// <returns>The number of texts left.</returns>
    public int Remove(WindowEntry entry)
    {
        entries.Remove(entry);
        Recount();
        return entries.Count;
    }

    /// <summary>The two texts being compared have the feature themselves, which says nothing about its frequency.</summary>
    private void Recount() => Logarithm = Math.Log(Math.Max(0, entries.Count - 2) + prior);
}

/// <summary>A vector with the current weight of each of its features.</summary>
internal readonly record struct WeighedVector(FeatureVector FeatureVector, double[] Weights);
