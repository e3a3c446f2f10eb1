using FeedHub.Core.Gazetteer;
using FeedHub.Core.Stories.Features;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>
/// A feature in the window: what is the same in all texts that have it, and which those are, without copies. A text in the window keeps
/// only its <see cref="Mention"/>: with a <see cref="Feature"/> for each, and its own labels, the window took half as much again.
/// </summary>
/// <param name="first">As the first of them has it.</param>
internal sealed class FeaturePosting(in Feature first)
{
    private readonly Feature feature = first;

    /// <summary>Null while all texts write it alike.</summary>
    private OtherLabels? others;
    private WindowEntries entries;

    public ulong Key => feature.Key;

    public ReadOnlySpan<WindowEntry> Entries => entries.All;

    /// <summary>Logarithm of the number of texts that have it, including the prior.</summary>
    public double Logarithm { get; private set; } = Math.Log(first.Prior);

    /// <param name="mentioned">The feature as this text has it.</param>
    public Mention Add(WindowEntry entry, in Feature mentioned)
    {
        entries.Add(entry);
        Recount();
        return new Mention(this, mentioned.Label == feature.Label ? 0 : (others ??= new()).Use(mentioned.Label), mentioned);
    }

    /// <returns>The number of texts left.</returns>
    public int Remove(WindowEntry entry, in Mention mention)
    {
        entries.Remove(entry);
        if (mention.Label > 0)
            others!.Release(mention.Label);
        Recount();
        return entries.Count;
    }

    /// <summary>The feature as a text has it.</summary>
    public Feature Of(in Mention mention) => feature with
    {
        Place = mention.Place,
        Label = mention.Label == 0 ? feature.Label : others![mention.Label],
        IsPerson = mention.IsPerson,
        Emphasis = mention.Emphasis,
    };

    /// <summary>The two texts being compared have the feature themselves, which says nothing about its frequency.</summary>
    private void Recount() => Logarithm = Math.Log(Math.Max(0, entries.Count - 2) + feature.Prior);
}

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
