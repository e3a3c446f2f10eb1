namespace FeedHub.Core.Gazetteer.Tagging;

/// <summary>Finds known names in a sequence of words, whatever their script and case.</summary>
internal sealed class NameIndex
{
    private const int MinStem = 3;

    /// <summary>Shorter names match only in their own script: in others, too many words begin the same way.</summary>
    private const int MinAcrossScripts = 6;

    private readonly Dictionary<string, List<NameForm>> forms = [];
    private readonly Dictionary<string, List<NameForm>>.AlternateLookup<ReadOnlySpan<char>> byStem;
    private readonly HashSet<string> firstNames = [];

    /// <summary>Their stems, with which their other cases begin.</summary>
    private readonly HashSet<string> givenStems;

    /// <summary>Names that are only given names.</summary>
    private readonly HashSet<string> givenNames = [];

    public NameIndex(IReadOnlyList<GazetteerEntry> entries, IReadOnlyList<KnownName> given)
    {
        byStem = forms.GetAlternateLookup<ReadOnlySpan<char>>();
        var vocabulary = new Vocabulary(WordForm.From);
        foreach (var entry in entries)
        {
            foreach (var name in entry.Names)
                Add(entry, name, vocabulary);
        }
        foreach (var name in given)
            givenNames.Add(NameFolding.Fold(name.Text, name.Language is "az" or "tr"));
        firstNames.UnionWith(givenNames);
        givenStems = [.. given.Select(n => Inflection.Stem(NameFolding.Fold(n.Text, n.Language is "az" or "tr"), n.Language))];
    }

    /// <summary>The longest name that begins at a word, and its number of words; (null, 1) if there is none.</summary>
    /// <param name="context">Which names the rest of the text allows.</param>
    public (NameForm? Form, int Words) Find(List<TextWord> words, int at, TextContext context)
    {
        NameForm? best = null;
        foreach (var form in words[at].Form.Names)
        {
            if ((best is null || form.Stems.Length > best.Stems.Length || IsNearer(form, best, words[at].Script))
                && Matches(form, words, at)
                && context.Allows(form.Entry, at, at + form.Stems.Length, words[at].Language))
            {
                best = form;
            }
        }
        return (best, best?.Stems.Length ?? 1);
    }

    /// <summary>Whether a word is a given name in some case.</summary>
    public bool IsGivenName(in TextWord word)
    {
        for (var length = word.Folded.Length; length >= MinStem && length >= word.Folded.Length - 3; length--)
        {
            var rest = word.Folded.AsSpan(length);
            if (givenStems.Contains(word.Folded[..length])
                && (Inflection.IsCaseOfSurname(rest, word.Language, isFeminine: false)
                    || Inflection.IsCaseOfSurname(rest, word.Language, isFeminine: true)))
            {
                return true;
            }
        }
        return givenNames.Contains(word.Folded);
    }

    /// <summary>Every name that begins at a word, whatever the rest of the text allows.</summary>
    public IEnumerable<NameForm> All(List<TextWord> words, int at) => words[at].Form.Names.Where(form => Matches(form, words, at));

    /// <summary>The surnames that a word may be, whoever is called by them there.</summary>
    public static IEnumerable<NameForm> Surnames(List<TextWord> words, int at) =>
        words[at].Form.Names.Where(form => form.SurnameOnly && IsSpelt(form, words, at));

    /// <summary>Whether only the first of two names with the same stem is in the script of the word: "ბაღდათი" is not "Bağdat".</summary>
    private static bool IsNearer(NameForm form, NameForm than, char script) =>
        form.Stems[0] == than.Stems[0] && form.Stems.Length == than.Stems.Length && form.Scripts[0] == script && than.Scripts[0] != script;

    /// <summary>Whether a word is a given name before a surname: "Elman Gasimov".</summary>
    public bool BeginsPerson(List<TextWord> words, int at) =>
        at + 1 < words.Count
            && words[at].IsName
            && words[at + 1] is { IsName: true, Joined: true }
            && givenNames.Contains(words[at].Folded);

    /// <summary>The forms whose first stem is the beginning of a word, longest stem first.</summary>
    public NameForm[] Beginnings(string folded)
    {
        var all = new List<NameForm>();
        for (var length = Math.Min(folded.Length, 40); length >= 1; length--)
        {
            if (byStem.TryGetValue(folded.AsSpan(0, length), out var candidates))
                all.AddRange(candidates);
        }
        return [.. all];
    }

    private bool Matches(NameForm form, List<TextWord> words, int at) =>
        IsSpelt(form, words, at) && !(form.SurnameOnly && IsNamesake(form, words, at));

    private static bool IsSpelt(NameForm form, List<TextWord> words, int at)
    {
        if (at + form.Stems.Length > words.Count)
            return false;
        for (var i = 0; i < form.Stems.Length; i++)
        {
            var word = words[at + i];
            if (i > 0 && !word.Joined)
                return false;
            var isSpelt = form.Letters[i] is not null;
            if (!(word.IsName || (i > 0 && form.Stems.Length > 1) || form.Small || Inflection.IsAdjective(form.Stems[i], word, isSpelt)))
                return false;
            if (form.Stems[i].Length < MinAcrossScripts && form.Scripts[i] != word.Script)
                return false;
            // "რაც" (what) is folded as "რაჭა" (Racha) is, and "Any" as "Ani".
            if (form.Letters[i] is { } letters && form.Scripts[i] == word.Script && !letters.Begin(word, form.Stems[i]))
                return false;
            // An abbreviation must match exactly; it takes an ending only after a hyphen.
            if (form.Exact ? word.Lower != form.Lower
                : !word.Folded.StartsWith(form.Stems[i], StringComparison.Ordinal)
                    || !Inflection.Allows(form.Stems[i].Length, word.Folded.AsSpan(form.Stems[i].Length), word.Language))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Whether another person's first name precedes the surname: "Emin Aliyev" is not the president.</summary>
    private bool IsNamesake(NameForm form, List<TextWord> words, int at)
    {
        if (at == 0 || !words[at].Joined || !words[at - 1].IsName)
            return false;
        var before = words[at - 1].Folded;
        return firstNames.Contains(before) && before != form.FirstName;
    }

    private void Add(GazetteerEntry entry, KnownName name, Vocabulary vocabulary)
    {
        var scanner = new WordScanner(name.Language == "und" ? GuessLatin(name.Text) : name.Language, vocabulary);
        scanner.Read(name.Text, TextPlace.Body);
        var words = scanner.Words;
        if (words.Count == 0)
            return;
        var abbreviation = words.Count == 1
            && name.Text.Length <= 5
            && name.Text.All(c => char.IsUpper(c) || char.IsAsciiDigit(c))
            && name.Text.Any(char.IsLetter)
            && words[0].HasCase;
        var small = words[0].HasCase && !words[0].IsName;
        string[] stems = [.. words.Select(w => abbreviation ? w.Folded : Inflection.Stem(w.Folded, w.Language))];
        var form = new NameForm(
            entry, name, stems, [.. words.Select(w => w.Script)], [.. words.Select((w, i) => Letters(w, i == words.Count - 1))],
            words[0].Lower, abbreviation, small, false, null);
        Add(form);
        if (!abbreviation)
        {
            foreach (var other in Inflection.OtherStems(words[^1].Folded, words[^1].Language, entry.Kind))
            {
                var letters = other.Length < MinAcrossScripts ? NameLetters.Of(words[^1], other, isLast: true) : null;
                Add(form with { Stems = [.. stems[..^1], other], Letters = [.. form.Letters[..^1], letters] });
            }
        }
        if (entry.Kind is not (GazetteerKind.Person or GazetteerKind.Leader) || words.Count < 2)
            return;
        firstNames.Add(words[0].Folded);
        var surname = words[^1];
        // In Georgian, which has no capitals, a short surname is more often a word ("მოდი" is "come" as well as Modi).
        if (surname.Folded.Length > (surname.HasCase ? MinStem : MinStem + 1))
        {
            var alone = new NameForm(
                entry, name, [Inflection.Stem(surname.Folded, surname.Language)], [surname.Script], [Letters(surname, isLast: true)],
                surname.Lower, false, false, true, words[0].Folded);
            Add(alone);
            foreach (var other in Inflection.OtherStems(surname.Folded, surname.Language, entry.Kind))
                Add(alone with { Stems = [other], Letters = [null] });
        }
    }

    private static NameLetters? Letters(TextWord word, bool isLast)
    {
        var stem = Inflection.Stem(word.Folded, word.Language);
        return stem.Length < MinAcrossScripts ? NameLetters.Of(word, stem, isLast) : null;
    }

    private void Add(NameForm form)
    {
        if (form.Stems[0].Length < 2)
            return;
        if (!forms.TryGetValue(form.Stems[0], out var list))
            forms[form.Stems[0]] = list = [];
        // The first entry with a name keeps it, but one that depends on other words goes before it where these are.
        if (form.Entry.Beside.Count > 0)
        {
            list.Insert(0, form);
        }
        else if (!list.Any(
            f =>
                f.Entry.Beside.Count == 0
                    && f.Exact == form.Exact
                    && (!f.Exact || f.Lower == form.Lower)
                    && f.Scripts.SequenceEqual(form.Scripts)
                    && f.Letters.SequenceEqual(form.Letters)
                    && f.Stems.SequenceEqual(form.Stems)))
        {
            list.Add(form);
        }
    }

    private static string GuessLatin(string text) =>
        text.Any(c => c is 'ə' or 'Ə') ? "az" : text.Any(c => "ğĞıİşŞçÇ".Contains(c, StringComparison.Ordinal)) ? "tr" : "en";
}
