namespace FeedHub.Core.Stories.Features;

/// <summary>Compares the titles of two texts.</summary>
internal static class Titles
{
    /// <summary>Whether they share half of what the shorter one has.</summary>
    public static bool HaveMuchInCommon(FeatureVector a, FeatureVector b)
    {
        var (one, other) = (Keys(a), Keys(b));
        return 2 * one.Count(other.Contains) >= Math.Min(one.Count, other.Count);
    }

    private static HashSet<ulong> Keys(FeatureVector vector) => [.. vector.Features.Where(f => f.InTitle).Select(f => f.Key)];
}
