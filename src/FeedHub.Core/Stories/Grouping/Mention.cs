using FeedHub.Core.Gazetteer;
using FeedHub.Core.Stories.Features;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>A feature of a text in the window: what the text itself says of it, in 16 bytes. The rest is in the posting.</summary>
/// <param name="label">The number that the posting has given to its label.</param>
internal readonly struct Mention(FeaturePosting posting, int label, in Feature feature)
{
    /// <summary>From the lowest bit: two for the place, one for the person, the rest for the label.</summary>
    private readonly uint packed = ((uint)label << 3) | (feature.IsPerson ? 4u : 0) | (uint)feature.Place;

    public FeaturePosting Posting { get; } = posting;
    public float Emphasis { get; } = feature.Emphasis;
    public int Label => (int)(packed >> 3);
    public bool IsPerson => (packed & 4) != 0;
    public TextPlace Place => (TextPlace)(packed & 3);
}
