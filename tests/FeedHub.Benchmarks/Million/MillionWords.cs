namespace FeedHub.Benchmarks.Million;

/// <summary>Texts to search for, by how many of the entries have them.</summary>
internal sealed record MillionWords
{
    private const int Many = 24;

    /// <summary>Words of under a hundred in a million entries.</summary>
    public required IReadOnlyList<string> Rare { get; init; }
    /// <summary>Words of 15 to 25 % of the entries.</summary>
    public required IReadOnlyList<string> Common { get; init; }
    /// <summary>Words of 27 % of the entries and more.</summary>
    public required IReadOnlyList<string> VeryCommon { get; init; }
    /// <summary>Two words that are both in at least 5 % of the entries.</summary>
    public required IReadOnlyList<string> Pairs { get; init; }
    /// <summary>Two words of 15 % of the entries and more that never meet.</summary>
    public required IReadOnlyList<string> PairsApart { get; init; }
    /// <summary>The first four letters of words, together in 1 to 10 % of the entries.</summary>
    public required IReadOnlyList<string> Prefixes { get; init; }
    /// <summary>Names of several words, in quotation marks.</summary>
    public required IReadOnlyList<string> Phrases { get; init; }
    /// <summary>Russian words of 1 to 5 % of the entries.</summary>
    public required IReadOnlyList<string> Cyrillic { get; init; }
    /// <summary>Armenian words of 1 to 5 % of the entries.</summary>
    public required IReadOnlyList<string> Armenian { get; init; }
    /// <summary>English words of 2 to 8 % of the entries.</summary>
    public required IReadOnlyList<string> English { get; init; }

    public static MillionWords Choose(MillionPlan plan, IReadOnlyList<MillionSource> sources, MillionNews news)
    {
        var sample = WordSample.Of(plan, sources, news);
        var common = sample.Between(0.15, 0.25);
        var frequent = sample.Between(0.15, 1);
        var pairs = frequent
            .SelectMany((a, i) => frequent.Skip(i + 1).Select(b => (Words: $"{a} {b}", Share: sample.Share(a, b)))).ToList();
        return new()
        {
            Rare = sample.Single(Many),
            Common = Some(common),
            VeryCommon = Some(sample.Between(0.27, 1)),
            Pairs = Some([.. pairs.Where(p => p.Share >= 0.05).Select(p => p.Words)]),
            PairsApart = Some([.. pairs.Where(p => p.Share == 0).Select(p => p.Words)]),
            Prefixes = Some(sample.Prefixes(4, 0.01, 0.10)),
            Phrases = Some([.. MillionSource.Languages.SelectMany(news.Subjects.Names).Select(name => $"\"{name}\"")]),
            Cyrillic = Some([.. sample.Between(0.01, 0.05).Where(word => word[0] is >= 'а' and <= 'я')]),
            Armenian = Some([.. sample.Between(0.01, 0.05).Where(word => word[0] is >= 'ա' and <= 'և')]),
            English = Some([.. sample.Between(0.02, 0.08, "en")]),
        };
    }

    /// <summary>At most a few, from all over the list.</summary>
    private static IReadOnlyList<string> Some(IReadOnlyList<string> all) => all.Count == 0
        ? throw new InvalidOperationException("The sample has no such words: fill a store of more entries.")
        : [.. Enumerable.Range(0, Math.Min(Many, all.Count)).Select(i => all[i * all.Count / Math.Min(Many, all.Count)])];
}
