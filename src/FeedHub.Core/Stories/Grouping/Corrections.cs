using FeedHub.Core.Entries;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>What people said of two entries, which wins over what grouping finds, for good.</summary>
/// <param name="Together">They tell one story; else they do not.</param>
public sealed record Correction(EntryId One, EntryId Other, bool Together)
{
    /// <summary>Why a report is in a story that nothing but a correction puts it into.</summary>
    public const string JoinedReason = "an editor's correction";

    /// <summary>Why a report begins a story though it is like another.</summary>
    public const string ApartReason = "kept apart from a story like it by an editor";
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
        apart[entry] is var others && others.Any() && story.Reports.Any(t => others.Contains(t));

    /// <summary>Whether people took reports out of it, or into it as a story of their own; which of the two is not told apart.</summary>
    public bool Parted(WindowStory story) => story.Reports.Any(apart.Contains);

    private static ILookup<EntryId, EntryId> Pairs(IEnumerable<Correction> all) =>
        all.SelectMany(c => new[] { (c.One, c.Other), (One: c.Other, Other: c.One) }).ToLookup(p => p.One, p => p.Other);
}
