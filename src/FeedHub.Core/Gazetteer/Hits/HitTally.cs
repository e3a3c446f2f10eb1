namespace FeedHub.Core.Gazetteer.Hits;

/// <summary>Counts of what one name or stem was found in.</summary>
internal sealed class HitTally
{
    public int Count { get; private set; }
    public int Texts { get; private set; }

    /// <summary>Hits that begin with a capital although they do not begin a sentence.</summary>
    public int Capitals { get; private set; }

    /// <summary>Hits that begin a sentence.</summary>
    public int Openings { get; private set; }

    /// <summary>Texts in which something else indicates a subject (a topic, or a region) as well.</summary>
    public int Compared { get; private set; }

    /// <summary>Those of <see cref="Compared"/> in which everything else indicates other subjects.</summary>
    public int Apart { get; private set; }

    /// <summary>Words in lower case, by how often they were the hit.</summary>
    public Dictionary<string, int> Forms { get; } = [];

    /// <summary>Words before and after the hits, by how often they stood there.</summary>
    public Dictionary<string, int> Neighbours { get; } = [];

    /// <param name="own">The hits in one text; at least one.</param>
    /// <param name="all">Everything found in that text.</param>
    public void Add(IReadOnlyList<Hit> own, IReadOnlyList<Hit> all)
    {
        Texts++;
        foreach (var hit in own)
        {
            Count++;
            Capitals += hit is { IsCapital: true, Opens: false } ? 1 : 0;
            Openings += hit.Opens ? 1 : 0;
            Bump(Forms, hit.Words);
            foreach (var word in (string?[])[hit.Before, hit.After])
            {
                if (word is not null)
                    Bump(Neighbours, word);
            }
        }
        var subjects = Subjects(own[0]);
        var others = all.Where(h => h.Id != own[0].Id && !own.Any(o => o.Words == h.Words) && h.Kind == HitKind.Name == IsName(own[0]))
            .Select(Subjects).Where(s => s.Count > 0).ToList();
        if (subjects.Count == 0 || others.Count == 0)
            return;
        Compared++;
        Apart += others.Any(o => o.Any(subjects.Contains)) ? 0 : 1;
    }

    private static bool IsName(Hit hit) => hit.Kind == HitKind.Name;

    private static IReadOnlyList<string> Subjects(Hit hit) => hit.Of switch
    {
        GazetteerEntry entry => entry.Regions,
        Concept concept => concept.Topics,
        string topic => [topic],
        _ => [],
    };

    private static void Bump(Dictionary<string, int> counts, string word) => counts[word] = counts.GetValueOrDefault(word) + 1;
}
