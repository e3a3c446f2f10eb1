using System.Collections.Frozen;

namespace FeedHub.Core.Gazetteer.Tagging;

/// <summary>
/// The names in a whole text, under which it is found. Somebody who searches for a person wants nobody else of that surname, so a surname
/// alone is judged more strictly than in grouping, where other things that two texts share speak too.
/// </summary>
/// <param name="nameAt">The name that begins at a word, and its number of words.</param>
internal sealed class TextNames(
    string title, string text, List<TextWord> words, NameIndex names, Func<int, (NameForm? Name, int Words)> nameAt, bool hasCapitalTitle)
{
    /// <summary>How surnames of the region end, folded.</summary>
    private static readonly string[] SurnameEndings = ["ov", "ova", "ovi", "ev", "eva", "ian", "iani", "zade", "oglu", "ogli"];

    private static readonly string[] SurnameWords = ["soyad", "surname", "фамили", "ազգանուն"];

    /// <summary>Words that stand before a surname with a capital and are no first names.</summary>
    private static readonly FrozenSet<string> Titles = (
        "president prime minister premier mr mrs ms dr sir king queen prince pope chancellor secretary general speaker governor mayor "
            + "patriarch catholicos ambassador leader foreign defense defence deputy vice chief former late senator judge professor "
            + "colonel commander archbishop bishop prezident prezidenti nazir naziri cənab xanım spiker sədr sədri komandan "
            + "cumhurbaşkanı başkan başkanı bakan bakanı başbakan sayın lider lideri genel vekili президент премьер министр "
            + "господин госпожа патриарх папа նախագահ վարչապետ պարոն տիկին").Split(' ').ToFrozenSet();

    public IEnumerable<NamedInText> All()
    {
        var found = new List<(NameForm? Form, int At, int Words)>();
        for (var at = 0; at < words.Count;)
        {
            var (name, taken) = nameAt(at);
            found.Add((name is not null && IsMeant(name, at) ? name : null, at, taken));
            at += taken;
        }
        // Whoever is named whole is also meant by the surname alone; else the surname is of whom the text names by another first name.
        var whole = found.Where(f => f.Form is { SurnameOnly: false }).Select(f => f.Form!.Entry).ToHashSet();
        var others = found.Where(f => f.Form is not { SurnameOnly: false })
            .SelectMany(f => NameIndex.Surnames(words, f.At).Where(form => IsOther(form, f.At)))
            .Select(form => form.Entry).ToHashSet();
        others.ExceptWith(whole);
        foreach (var (form, at, taken) in found)
        {
            if (form is not null && !(form.SurnameOnly && others.Contains(form.Entry)))
                yield return Named(form, at, taken);
            else if (words[at] is { IsName: true } word)
                yield return new NamedInText(null, word.Lower, word.Folded, word.InTitle, word.Start, word.End);
            // A road that is named after places also mentions them.
            for (var i = at; i < at + taken && taken > 1 && form is { Entry.Kind: GazetteerKind.Route }; i++)
            {
                if (nameAt(i) is ({ Entry.Kind: GazetteerKind.City or GazetteerKind.Place or GazetteerKind.Region } place, 1))
                    yield return Named(place, i, 1);
            }
        }
    }

    private NamedInText Named(NameForm name, int at, int taken) =>
        new(name.Entry, null, null, words[at].InTitle, words[at].Start, words[at + taken - 1].End);

    private bool IsMeant(NameForm name, int at)
    {
        var word = words[at];
        var rest = word.Folded.StartsWith(name.Stems[0], StringComparison.Ordinal) ? word.Folded.AsSpan(name.Stems[0].Length) : default;
        if (name.SurnameOnly)
            return !IsOther(name, at) && word.IsName && Inflection.IsCaseOfSurname(rest, word.Language, IsFeminine(name));
        if (name.Stems.Length > 1 || name.Entry.Kind is GazetteerKind.People or GazetteerKind.Person or GazetteerKind.Leader)
            return true;
        // "Иван Грозный", "Нато Каландадзе" and "Парижева" are people, and "грозная" is a word.
        return !Inflection.IsOfSurname(rest, word.Language)
            && !(at > 0 && word.Joined && words[at - 1].IsName && names.IsGivenName(words[at - 1]))
            && !(at + 1 < words.Count && words[at + 1] is { Joined: true } next && MakesSurname(next))
            && !(name is { Entry.IsSpot: true, Name: { Language: "ru", Text: [.., 'й'] } } && rest is "aia" or "uiu" or "oe" or "ie")
            && !IsForeign(name, word);
    }

    /// <summary>Whether a state is named as in another language, as Turkish names the other Georgia.</summary>
    private static bool IsForeign(NameForm name, in TextWord word)
    {
        var language = word.Language;
        return name.Entry.Kind == GazetteerKind.State && name.Name.Language != language && name.Entry.Names.Any(n => n.Language == language)
            && !name.Entry.Names.Any(n => n.Language == language && n.Text == name.Name.Text);
    }

    /// <summary>Whether the word before a surname is the first name of somebody else.</summary>
    private bool IsOther(NameForm name, int at)
    {
        if (at == 0 || !words[at].Joined || words[at - 1] is not { IsName: true } before || IsFirstName(name, at - 1)
            // A patronymic may stand between the two.
            || (at > 1 && before.Joined && IsFirstName(name, at - 2)))
        {
            return false;
        }
        return names.IsGivenName(before)
            || (before is { HasCase: true, Opens: false, Folded.Length: > 2 } && !IsAbbreviation(before)
                && !(before.InTitle && hasCapitalTitle) && !Titles.Contains(before.Lower) && nameAt(at - 1).Name is null);
    }

    private bool IsFirstName(NameForm name, int at) => name.FirstName is { } first
        && words[at].Folded.StartsWith(Inflection.Stem(first, words[at].Language), StringComparison.Ordinal);

    private bool IsAbbreviation(in TextWord word) => char.IsUpper((word.InTitle ? title : text)[word.Start + 1]);

    /// <summary>Whether a word is a surname, or says that the one before it is: "Qarabağlı soyadlı".</summary>
    private static bool MakesSurname(TextWord word) => SurnameWords.Any(stem => word.Lower.StartsWith(stem, StringComparison.Ordinal))
        || (word.IsName
            && (word.Folded.Contains("dze", StringComparison.Ordinal)
                || word.Folded.Contains("svili", StringComparison.Ordinal)
                || SurnameEndings.Any(ending => word.Folded.EndsWith(ending, StringComparison.Ordinal))));

    private static bool IsFeminine(NameForm name) => name.Name.Language == "ru" && name.Name.Text[^1] is 'а' or 'я';
}
