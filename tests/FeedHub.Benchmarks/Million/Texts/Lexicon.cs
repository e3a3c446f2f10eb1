using FeedHub.Core.Gazetteer.Tagging;

namespace FeedHub.Benchmarks.Million.Texts;

/// <summary>
/// The words of one language by rank: first those of the labelled sets, by how often these have them, then words made of their halves. None
/// is one that the gazetteer knows, so that an entry is about what its event is about and about nothing else.
/// </summary>
internal sealed class Lexicon
{
    private const int Size = 60_000;
    private const int FirstSubject = 150;

    private static readonly WeightedPick Frequency = WeightedPick.Zipf(Size, shift: 1, power: 1);

    private readonly string[] words;

    private Lexicon(string language, string[] words) => (Language, this.words) = (language, words);

    public string Language { get; }

    /// <param name="real">The words of the labelled sets, the most frequent first.</param>
    public static Lexicon From(string language, IReadOnlyList<string> real, Tagger tagger) =>
        new(language, [.. Words(language, real, tagger).Take(Size)]);

    /// <summary>A word as often as running text has it.</summary>
    public string Word(ref Dice dice) => words[Frequency.Next(ref dice)];

    /// <summary>A word that a text could be about: any but the common ones, the rarer the more.</summary>
    public string Subject(ref Dice dice) =>
        words[(int)(FirstSubject * Math.Pow((double)words.Length / FirstSubject, dice.Unit()))];

    /// <summary>A name that nobody knows, of two words.</summary>
    public string Name(ref Dice dice) => $"{Capital(Rare(ref dice))} {Capital(Rare(ref dice))}";

    /// <summary>Georgian has no capitals within a text, though Unicode has some for it.</summary>
    public static string Capital(string word) => word[0] is >= 'ა' and <= 'ჿ' ? word : char.ToUpperInvariant(word[0]) + word[1..];

    private string Rare(ref Dice dice) => words[(words.Length / 10) + dice.Below(words.Length * 9 / 10)];

    private static IEnumerable<string> Words(string language, IReadOnlyList<string> all, Tagger tagger)
    {
        var real = all.Where(IsOrdinary).ToList();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in real.Where(known.Add))
            yield return word;
        var halves = real.Where(word => word.Length >= 4).ToList();
        var dice = new Dice(language[0], language[1]);
        while (true)
        {
            var (first, last) = (halves[dice.Below(halves.Count)], halves[dice.Below(halves.Count)]);
            var word = first[..((first.Length + 1) / 2)] + last[(last.Length / 2)..];
            if (known.Add(word) && IsOrdinary(word))
                yield return word;
        }

        // With a capital too, since only then it may be a name.
        bool IsOrdinary(string word) => tagger.Tag("", $"{word} {Capital(word)}", language)
            is { Entities: [], Concepts: [], Topics: [], Periods: [], Numbers: [] };
    }
}
