namespace FeedHub.Core.Gazetteer.Tagging;

/// <summary>How the six languages inflect the end of a name, in folded letters.</summary>
internal static class Inflection
{
    /// <summary>Shorter stems begin too many other words.</summary>
    private const int LeastOther = 5;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> English =
        Set("s es n ns an ans ian ians i is ese d");

    private const string TurkicEndings =
        "a e i u n in un ni nu na ne nin nun ia ie da de ta te dan den tan ten daki deki taki teki li lu lar ler lari leri lilar liler la "
            + "le lik luk dir dur si su sinin sunun sina sine sinda sinde sindan sinden nda nde ndan nden inin unun ina ine inda inde indan "
            + "inden larin lerin";

    /// <summary>Endings of Turkish and Azerbaijani after a short name; any other ending makes it a different word.</summary>
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Turkic = Set(TurkicEndings);

    /// <summary>Endings after a name of middling length: the same, after a plural or the mark of an adjective as well.</summary>
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> LongerTurkic = Set(
        Combined(" lar ler li lu lilar liler lular luler daki deki", $" {TurkicEndings} ja je cha che dadir dedir nindir nundur"));

    /// <summary>Endings of Georgian after a short name.</summary>
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Georgian = Set(
        "ur urma urs uris urad el elma els elad "
            + "i e s is it ad o ma m si ze sa tan idan dan isa isken istvis isgan eli elma elis elebi uri ulma ebi ebis isi as a am ela eb ebma "
            + "ebs sac asi aze adan astan astvis amde");

    /// <summary>Endings of Armenian after a short name.</summary>
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Armenian = Set(
        "i in n y um umn ic c ov ner nery neri nerin ci ciner cineri ian akan e u is ii va a");

    /// <summary>Endings of Russian after a name of less than seven letters ("Шальке" is not Shali, nor "пересадка" Peres).</summary>
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Russian = Folded(
        "а я у ю е ы и о ой ей ою ею ом ем ов ев ам ям ами ями ах ях ий ый ая яя ое ее ые ие ого его ому ему ым им ую юю ых их ыми ими ь "
            + "й ин ина ину ины ине иным ане анин анина чане чанин чанина ец ца цу це цем "
            + "цы цев цам цами цах ия ии ию ией кий кая кое кие кого кому ким ком кой кую ких кими м го му х ми "
            + "ич ича ичи ичей");

    /// <summary>Endings of Georgian after a name of middling length, each after the plural or the mark of an adjective as well.</summary>
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> LongerGeorgian = Folded(
        Combined(
            " ელ ურ ულ იურ ებ ელებ ურებ",
            " ი ა ე ო მ მა ს ის ით ად ამ ას ში ზე თან სთან დან იდან ისთვის სთვის ისკენ სკენ ისა ისგან მდე ამდე სა საც შიც ისას ასა ელი იც ამაც"));

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> RussianMen = Folded(
        "а у ым ом е ы ых ыми ам ами ах и я ю ем ий ого ому им ый й ь");

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> RussianWomen = Folded(
        "а ой ою у ы е я ей ею ю и ая ую");

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> ArmenianCases = Set("i in n y um umn ic c ov is u un uc");

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> GeorgianCases = Set(
        "i e s is it ad o ma m si ze sa tan idan dan isa isken istvis isgan as am a isi sac asi aze adan astan astvis amde mde ti tvis");

    /// <summary>A name without the ending that its language drops before other endings.</summary>
    public static string Stem(string folded, string language)
    {
        var end = language switch
        {
            "ru" when folded.EndsWith("aia", StringComparison.Ordinal) || folded.EndsWith("oie", StringComparison.Ordinal) => 3,
            "ru" when folded.Length > 4
                && (folded.EndsWith("ii", StringComparison.Ordinal)
                    || folded.EndsWith("oi", StringComparison.Ordinal)
                    || folded.EndsWith("ia", StringComparison.Ordinal)) => 2,
            "ru" when folded[^1] is 'a' or 'e' or 'i' or 'o' => 1,
            "ka" when folded[^1] is 'a' or 'e' or 'i' => 1,
            _ => 0,
        };
        return folded.Length - end >= 3 ? folded[..^end] : folded;
    }

    /// <summary>Stems that begin other forms of the last word of a name, where its language changes more than the ending.</summary>
    public static IEnumerable<string> OtherStems(string folded, string language, GazetteerKind kind)
    {
        var stem = Stem(folded, language);
        switch (language)
        {
            // "միություն", "միության"; "խորհուրդ", "խորհրդի".
            case "hy" when folded.EndsWith("utiun", StringComparison.Ordinal):
                yield return folded[..^2];
                break;
            case "hy" when folded.EndsWith("urd", StringComparison.Ordinal):
                yield return $"{folded[..^3]}rd";
                break;
            // "Գյումրի", "Գյումրեցի"; "Սաակաշվիլի", "Սաակաշվիլու".
            case "hy" when folded.Length > LeastOther && folded[^1] == 'i'
                && (IsPlace(kind) || kind is GazetteerKind.Person or GazetteerKind.Leader):
                yield return folded[..^1];
                break;
            // "ერევანი", "ერევნიდან".
            case "ka" when IsPlace(kind) && stem.Length > LeastOther && stem[^2] is 'a' or 'e' && stem[^1] is 'n' or 'l' or 'r':
                yield return $"{stem[..^2]}{stem[^1]}";
                break;
        }
        // Peoples are named in the plural, and one of them is not.
        string[] plurals = (kind, language) switch
        {
            (GazetteerKind.People, "en") => ["s"],
            (GazetteerKind.People, "az" or "tr") => ["lar", "ler"],
            // "Մոլոկաններ" has lost an n in folding, and "Եզդիներ" has not.
            (GazetteerKind.People, "hy") => folded.EndsWith("iner", StringComparison.Ordinal) ? ["ner"] : ["er"],
            (GazetteerKind.People, "ka") => ["eb"],
            _ => [],
        };
        foreach (var plural in plurals.Where(p => stem.EndsWith(p, StringComparison.Ordinal) && stem.Length - p.Length >= 4))
            yield return stem[..^plural.Length];
    }

    /// <summary>
    /// Whether the rest of a word after the stem of a surname is a case of it: a derived word names something else ("Путинцев",
    /// "Erdoğanlar"), and a woman with the feminine form is not the man.
    /// </summary>
    public static bool IsCaseOfSurname(ReadOnlySpan<char> rest, string language, bool isFeminine) => rest.IsEmpty || language switch
    {
        "ru" => (isFeminine ? RussianWomen : RussianMen).Contains(rest),
        "hy" => ArmenianCases.Contains(rest),
        "ka" => GeorgianCases.Contains(rest),
        "az" or "tr" => Turkic.Contains(rest) && !(rest[0] == 'l' && rest is not ("la" or "le")),
        _ => rest is "s",
    };

    /// <summary>Whether the rest of a word after the name of a place makes it a surname: "Дагестанов", "Парижева".</summary>
    public static bool IsOfSurname(ReadOnlySpan<char> rest, string language) =>
        language is "ru" or "az" or "tr" && (rest.StartsWith("ov") || rest.StartsWith("ev"));

    private static bool IsPlace(GazetteerKind kind) =>
        kind is GazetteerKind.State or GazetteerKind.Capital or GazetteerKind.Region or GazetteerKind.City or GazetteerKind.Place;

    /// <summary>Whether a word that begins with the stem of a name may be that name in some case, or its adjective.</summary>
    /// <param name="rest">The rest of the word after the stem.</param>
    public static bool Allows(int stemLength, ReadOnlySpan<char> rest, string language)
    {
        if (rest.IsEmpty)
            return true;
        return language switch
        {
            "ru" =>
                (stemLength < 7 ? Russian.Contains(rest) : rest.Length <= 4)
                    || (IsRussianAdjective(rest) && !(stemLength < 5 && rest.IndexOf("sk") > 2)),
            "hy" => Armenian.Contains(rest) || (stemLength >= 5 && rest.Length <= (stemLength >= 6 ? 7 : 5)),
            "ka" => Georgian.Contains(rest) || (stemLength >= 5 && LongerGeorgian.Contains(rest)) || (stemLength >= 7 && rest.Length <= 8),
            "az" or "tr" =>
                Turkic.Contains(rest) || (stemLength >= 5 && LongerTurkic.Contains(rest)) || (stemLength >= 7 && rest.Length <= 8),
            _ => English.Contains(rest),
        };
    }

    /// <summary>Whether a word is the adjective of a name, which Russian and Armenian write without a capital.</summary>
    /// <param name="isSpelt">Whether its letters are compared too, so that a shorter stem is enough.</param>
    public static bool IsAdjective(string stem, in TextWord word, bool isSpelt) =>
        stem.Length >= (isSpelt ? 3 : 4) && word.Folded.StartsWith(stem, StringComparison.Ordinal)
        && word.Language switch
        {
            "ru" => IsRussianAdjective(word.Folded.AsSpan(stem.Length)),
            "hy" => word.Folded.AsSpan(stem.Length).StartsWith("akan", StringComparison.Ordinal),
            _ => false,
        };

    private static bool IsRussianAdjective(ReadOnlySpan<char> rest) => rest.Length <= 9 && rest.IndexOf("sk") is >= 0 and <= 3;

    /// <summary>Each ending after each middle; both are separated by spaces, and one may be empty.</summary>
    private static string Combined(string middles, string endings) =>
        string.Join(' ', middles.Split(' ').SelectMany(middle => endings.Split(' '), (middle, ending) => middle + ending));

    private static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Folded(string endings) =>
        // After a letter, since "ie" at the beginning of a word is folded to "e".
        Set(string.Join(' ', endings.Split(' ').Select(e => NameFolding.Fold("б" + e, turkic: false)[1..])));

    private static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string words) =>
        words.Split(' ').ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
