namespace FeedHub.Core.Briefs.Editing;

/// <summary>
/// Merges what a post says now into a brief that editors have changed, field by field. What only one side changed is taken from it. Of what
/// both changed, the front matter stays ours, and an editor chooses for each part of the text.
/// </summary>
public sealed class FieldMerge
{
    /// <summary>Without a base nobody knows who changed these; they are text, which a post is followed for.</summary>
    private static readonly string[] TextInFront = ["title", "dek"];

    private readonly string notesFrom;

    private FieldMerge(IReadOnlyList<MergedField> fields, string notesFrom) => (Fields, this.notesFrom) = (fields, notesFrom);

    /// <summary>All fields of either version, in the order of the merged file.</summary>
    public IReadOnlyList<MergedField> Fields { get; }

    /// <summary>Those that the two versions do not say alike.</summary>
    public IReadOnlyList<MergedField> Differences => [.. Fields.Where(f => !f.IsSame)];

    /// <summary>What both sides changed.</summary>
    public IReadOnlyList<MergedField> Conflicts => [.. Fields.Where(f => f.IsConflict)];

    /// <summary>Whether a merge keeps anything of ours that plain acceptance would lose.</summary>
    public bool KeepsOurs => Differences.Any(f => f.IsConflict || f.Side == MergeSide.Ours);

    /// <param name="before">The file of the version from which both come; null if it is not known.</param>
    /// <param name="ours">The text in force.</param>
    /// <param name="theirs">The text that is proposed.</param>
    public static FieldMerge Of(string? before, string ours, string theirs)
    {
        var (mine, yours) = (BriefFields.Read(ours), BriefFields.Read(theirs));
        var known = before is null ? null : BriefFields.Read(before).ToDictionary(f => f.Key);
        var (o, t) = (mine.ToDictionary(f => f.Key), yours.ToDictionary(f => f.Key));
        // The order of each side, where it has what is read in order: we keep our front matter, and they wrote the text.
        var keys = Interleaved(Keys(mine, true), Keys(yours, true)).Concat(Interleaved(Keys(yours, false), Keys(mine, false)));
        return new([.. keys.Select(k => Merged(known, k, o, t))], theirs);
    }

    /// <summary>The merged file; null if an editor must choose and has not.</summary>
    /// <param name="choices">What an editor chose, by the keys of fields in conflict.</param>
    public string? Text(IReadOnlyDictionary<string, MergeSide> choices)
    {
        var taken = new List<BriefField>();
        foreach (var field in Fields)
        {
            var side = field.IsConflict && choices.TryGetValue(field.Any.Key, out var chosen) ? chosen : field.Side;
            if (side is null)
                return null;
            if ((side == MergeSide.Ours ? field.Ours : field.Theirs) is { } one)
                taken.Add(one);
        }
        return BriefFields.Write(WithParents(taken), notesFrom);
    }

    /// <summary>
    /// An item keeps the heading of its section, even one that the other side removed. A filter goes with its item; where that would lose
    /// an editor's filter, the item is a conflict.
    /// </summary>
    private IEnumerable<BriefField> WithParents(List<BriefField> taken)
    {
        var kept = taken.ToDictionary(f => f.Key);
        var headings = taken.Where(f => f.Kind == BriefFieldKind.Item && f.Parent is not null).Select(f => f.Parent!).ToHashSet();
        foreach (var field in Fields)
        {
            var one = kept.GetValueOrDefault(field.Any.Key) ?? (headings.Contains(field.Any.Key) ? field.Any : null);
            if (one is not null && (one.Kind != BriefFieldKind.Watch || kept.ContainsKey(one.Parent!)))
                yield return one;
        }
    }

    private static MergedField Merged(
        Dictionary<string, BriefField>? known, string key, Dictionary<string, BriefField> o, Dictionary<string, BriefField> t)
    {
        var (ours, theirs) = (o.GetValueOrDefault(key), t.GetValueOrDefault(key));
        var isText = (ours ?? theirs)!.Kind != BriefFieldKind.FrontMatter;
        if (Same(ours, theirs))
            return new(ours, theirs, MergeSide.Theirs, IsConflict: false);
        if (known is null)
        {
            return ours is null || theirs is null
                ? new(ours, theirs, ours is null ? MergeSide.Theirs : MergeSide.Ours, IsConflict: false)
                : isText || TextInFront.Contains(ours.Name)
                ? new(ours, theirs, MergeSide.Theirs, IsConflict: false)
                : new(ours, theirs, MergeSide.Ours, IsConflict: true);
        }
        var before = known.GetValueOrDefault(key);
        // An item that they removed takes the filter with it that an editor gave it.
        var filter = $"watch {key}";
        var losesFilter = theirs is null && ours is { Kind: BriefFieldKind.Item }
            && !Same(known.GetValueOrDefault(filter), o.GetValueOrDefault(filter));
        return Same(theirs, before) ? new(ours, theirs, MergeSide.Ours, IsConflict: false)
            : Same(ours, before) && !losesFilter ? new(ours, theirs, MergeSide.Theirs, IsConflict: false)
            : new(ours, theirs, isText ? null : MergeSide.Ours, IsConflict: true);
    }

    private static bool Same(BriefField? a, BriefField? b) =>
        a is null ? b is null : b is not null && BriefFields.SayTheSame(a.Lines, b.Lines);

    private static List<string> Keys(IReadOnlyList<BriefField> fields, bool front) =>
        [.. fields.Where(f => f.Kind == BriefFieldKind.FrontMatter == front).Select(f => f.Key)];

    /// <summary>The keys of both, in the order of the first; what only the second has comes after what it follows there.</summary>
    private static List<string> Interleaved(List<string> first, List<string> second)
    {
        var all = first.ToList();
        var there = first.ToHashSet();
        for (var n = 0; n < second.Count; n++)
        {
            if (there.Add(second[n]))
                all.Insert(n == 0 ? 0 : all.IndexOf(second[n - 1]) + 1, second[n]);
        }
        return all;
    }
}
