namespace FeedHub.Core.Gazetteer.Tagging;

/// <summary>What has been found in a text so far.</summary>
internal sealed class Findings
{
    private readonly Tally<GazetteerEntry> entities = new();
    private readonly Tally<Concept> concepts = new();
    private readonly Tally<string> topics = new();
    private readonly OrderedDictionary<string, MentionedWord> words = new(128);

    public Tally<string> Numbers { get; } = new();
    public Tally<string> Names { get; } = new();
    public HashSet<string>? People { get; set; }
    public Tally<string> Periods { get; } = new();
    /// <summary>Whether most words of the title have a capital, which then does not mark a name.</summary>
    public bool HasCapitalTitle { get; set; }

    /// <summary>Receives every name and stem found; null if nobody asks.</summary>
    public List<Hit>? Hits { get; init; }

    public void Add(NameForm name, List<TextWord> words, int at)
    {
        entities.Add(name.Entry, words[at].InTitle);
        Hits?.Add(HitOf(HitKind.Name, name.Entry.Title, name.Name.Text, words, at, at + name.Stems.Length, name.Entry));
    }

    public void Add(StemForm<Concept> stem, List<TextWord> words, int from, int to)
    {
        concepts.Add(stem.What, words[from].InTitle);
        Hits?.Add(HitOf(HitKind.Concept, stem.What.Id, stem.Text, words, from, to, stem.What));
    }

    public void Add(StemForm<string> stem, List<TextWord> words, int from, int to)
    {
        topics.Add(stem.What, words[from].InTitle);
        Hits?.Add(HitOf(HitKind.Topic, stem.What, stem.Text, words, from, to, stem.What));
    }

    public void Add(in TextWord word)
    {
        if (words.TryGetValue(word.Form.Stem, out var known, out var index))
            words.SetAt(index, known with { Count = known.Count + 1 });
        else
            words.Add(word.Form.Stem, new MentionedWord(word.Form.Stem, word.Lower, word.Place, 1));
    }

    public Tags ToTags() => new()
    {
        Entities = entities.Mentions(),
        Concepts = concepts.Mentions(),
        Topics = topics.Mentions(),
        Numbers = Numbers.Mentions(),
        Names = Names.Mentions(),
        People = People ?? Tags.Nobody,
        Periods = Periods.Mentions(),
        Words = [.. words.Values],
    };

    private static Hit HitOf(HitKind kind, string id, string stem, List<TextWord> words, int from, int to, object what) => new(
        kind, id, stem, words[from].Language, string.Join(' ', words[from..to].Select(w => w.Lower)))
    {
        Of = what,
        Before = from > 0 && words[from].Joined ? words[from - 1].Lower : null,
        After = to < words.Count && words[to].Joined ? words[to].Lower : null,
        IsCapital = words[from] is { IsName: true, HasCase: true },
        Opens = words[from].Opens,
    };
}
