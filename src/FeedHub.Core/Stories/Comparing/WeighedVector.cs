using FeedHub.Core.Stories.Features;

namespace FeedHub.Core.Stories.Comparing;

/// <summary>A vector with the current weight of each of its features.</summary>
/// <param name="FeatureVector">All but its features.</param>
internal readonly record struct WeighedVector(FeatureVector FeatureVector, ArraySegment<Feature> All, double[] Weights)
{
    /// <summary>Sorted by key.</summary>
    public ReadOnlySpan<Feature> Features => All;
}

/// <summary>Room for one text of the window at a time, with its features and their weights.</summary>
internal sealed class WeighingRoom
{
    private Feature[] features = [];
    private double[] weights = [];

    public (Feature[] Features, double[] Weights) For(int count)
    {
        if (features.Length < count)
            (features, weights) = (new Feature[count * 2], new double[count * 2]);
        return (features, weights);
    }
}
