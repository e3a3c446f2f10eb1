using FeedHub.Core.Stories.Features;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>
/// A feature in the window: what is the same in all texts that have it, and which those are, without copies. A text in the window keeps
/// only its <see cref="Mention"/>: with a <see cref="Features.Feature"/> for each, and its own labels, it took twice the memory.
/// </summary>
/// <param name="feature">As the first of them has it.</param>
internal sealed class FeaturePosting(in Feature feature)
{
    private readonly FeatureKind kind = feature.Kind;
    private readonly bool isSpot = feature.IsSpot;
    private readonly bool isState = feature.IsState;
    private readonly float prior = feature.Prior;
    private readonly string label = feature.Label;

    /// <summary>How else texts write it, and how many of those in the window do; null while all write it alike.</summary>
    private List<(string Label, int Uses)>? otherLabels;
    private WindowEntries entries;

    public ulong Key { get; } = feature.Key;

    public ReadOnlySpan<WindowEntry> Entries => entries.All;

    /// <summary>Logarithm of the number of texts that have it, including the prior.</summary>
    public double Logarithm { get; private set; } = Math.Log(feature.Prior);

    /// <param name="mentioned">The feature as this text has it.</param>
    public Mention Add(WindowEntry entry, in Feature mentioned)
    {
        entries.Add(entry);
        Recount();
        return new Mention(this, Number(mentioned.Label), mentioned);
    }

    /// <returns>The number of texts left.</returns>
    public int Remove(WindowEntry entry, in Mention mention)
    {
        entries.Remove(entry);
        if (mention.Label > 0)
            otherLabels![mention.Label - 1] = otherLabels[mention.Label - 1] with { Uses = otherLabels[mention.Label - 1].Uses - 1 };
        Recount();
        return entries.Count;
    }

    /// <summary>The feature as a text has it.</summary>
    public Feature Of(in Mention mention) => new(
        Key, kind, mention.Place, isSpot, prior, mention.Label == 0 ? label : otherLabels![mention.Label - 1].Label, mention.IsPerson, isState)
    {
        Emphasis = mention.Emphasis,
    };

    /// <summary>The number of a label: 0 for that of the first text. A number that no text uses any more is used again.</summary>
    private int Number(string written)
    {
        if (written == label)
            return 0;
        otherLabels ??= [];
        var free = -1;
        for (var i = 0; i < otherLabels.Count; i++)
        {
            var (known, uses) = otherLabels[i];
            if (uses == 0)
            {
                free = i;
            }
            else if (known == written)
            {
                otherLabels[i] = (known, uses + 1);
                return i + 1;
            }
        }
        if (free >= 0)
        {
            otherLabels[free] = (written, 1);
            return free + 1;
        }
        otherLabels.Add((written, 1));
        return otherLabels.Count;
    }

    /// <summary>The two texts being compared have the feature themselves, which says nothing about its frequency.</summary>
    private void Recount() => Logarithm = Math.Log(Math.Max(0, entries.Count - 2) + prior);
}
