using FeedHub.Core.Entries;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>A person's decision about two entries, which permanently takes precedence over grouping.</summary>
/// <param name="Together">Whether they belong to the same story.</param>
public sealed record Correction(EntryId One, EntryId Other, bool Together)
{
    /// <summary>The reason of a report that is in a story only because of a correction.</summary>
    public const string JoinedReason = "an editor's correction";

    /// <summary>The reason of a report that begins a story although it is similar to another.</summary>
    public const string ApartReason = "kept apart from a similar story by an editor";
}

/// <summary>All corrections, by entry.</summary>
internal sealed class Corrections
{
    private readonly ILookup<EntryId, EntryId> together;
    private readonly ILookup<EntryId, EntryId> apart;

    public Corrections(IReadOnlyList<Correction> all)
    {
        together = Pairs(all.Where(c => c.Together));
        apart = Pairs(all.Where(c => !c.Together));
    }

    public IEnumerable<EntryId> With(EntryId entry) => together[entry];

    public bool Forbid(EntryId entry, WindowStory story) =>
        apart[entry] is var others && others.Any() && Has(story, others.Contains);

    /// <summary>Whether people split reports from it, or created it by a split; the two cases are not distinguished.</summary>
    public bool Parted(WindowStory story) => Has(story, apart.Contains);

    private static bool Has(WindowStory story, Predicate<EntryId> report)
    {
        foreach (var entry in story.Reports)
        {
            if (report(entry.FeatureVector.Entry))
                return true;
        }
        return false;
    }

    private static ILookup<EntryId, EntryId> Pairs(IEnumerable<Correction> all) =>
        all.SelectMany(c => new[] { (c.One, c.Other), (One: c.Other, Other: c.One) }).ToLookup(p => p.One, p => p.Other);
}
