using System.Buffers;
using FeedHub.Core.Content.Characters;

namespace FeedHub.Core.Content;

/// <summary>Guesses the language of a short text by its script and letters, and with a library if those are not enough.</summary>
public static class LanguageGuess
{
    private const int MaxChars = 2000;

    /// <summary>An Azerbaijani text with this many letters contains a schwa.</summary>
    private const int SureOfSchwa = 60;

    private static readonly SearchValues<char> TurkicLetters = SearchValues.Create("əƏğĞıİşŞ");

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> English =
        WordSet("the of and in to for on with is are was were at by from as that has have over after will be not its");

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Turkish =
        WordSet("ve bir için ile ki da de daha oldu etti sonra hakkında göre dedi olarak olan değil");

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Azerbaijani =
        WordSet("bir ki da daha olub edib etdi sonra olunub bildirib edildi ilk iki yeni");

    /// <summary>A BCP 47 primary tag (<c>hy, ka, ru, az, tr, en</c>), or null if script and letters are not enough to decide.</summary>
    public static string? Guess(string text)
    {
        var beginning = Beginning(text);
        return Guess(beginning, ScriptCount.From(beginning).Main);
    }

    /// <summary>
    /// The language of <paramref name="text"/>, as a lower-case BCP 47 tag: the declared one, unless script and letters disprove it
    /// (WordPress declares <c>en-US</c> by default); a guess if none was declared; else <c>und</c>.
    /// </summary>
    /// <param name="declared">The declared languages, most specific first; invalid or empty ones are skipped.</param>
    /// <param name="text">The text in question.</param>
    public static string Settle(ReadOnlySpan<string?> declared, string text)
    {
        var beginning = Beginning(text);
        var script = ScriptCount.From(beginning).Main;
        foreach (var tag in declared)
        {
            if (LanguageTag.Normalise(tag) is not { } language)
                continue;
            // A text in Latin script cannot disprove any of these languages.
            if (script == Script.Latin && LanguageTag.IsOtherThanEnglishInLatin(language))
                return language;
            return Guess(beginning, script) is { } guess && LanguageTag.Contradicts(language, guess) ? guess : language;
        }

        return Guess(beginning, script) ?? LatinText.Language(text) ?? "und";
    }

    private static ReadOnlySpan<char> Beginning(string text) => text.AsSpan(0, Math.Min(text.Length, MaxChars));

    private static string? Guess(ReadOnlySpan<char> text, Script script) => script switch
    {
        Script.Armenian => "hy",
        Script.Georgian => "ka",
        Script.Cyrillic => "ru",
        Script.Latin => OfLatin(text),
        _ => null,
    };

    private static string? OfLatin(ReadOnlySpan<char> text)
    {
        // Most English texts have none of the letters counted below, and one of these words early on.
        if (!text.ContainsAny(TurkicLetters) && Count(text, English, enough: 1) > 0)
            return "en";
        var letters = 0;
        var schwa = 0;
        var turkic = 0;
        var western = 0;
        foreach (var c in text)
        {
            if (char.IsLetter(c))
                letters++;
            if (c is 'ə' or 'Ə')
                schwa++;
            else if (c is 'ğ' or 'Ğ' or 'ı' or 'İ' or 'ş' or 'Ş')
                turkic++;
            else if (c is 'x' or 'X' or 'q' or 'Q')
                western++;
        }

        // A name in its original spelling ("Erdoğan", "Əliyev") does not make an English text Turkic.
        var english = Count(text, English);
        if (schwa * 100 > letters && schwa > english)
            return "az";
        if (turkic * 100 > letters && turkic > english)
            return Count(text, Turkish) > 0 ? "tr" : western > 0 ? "az" : letters < SureOfSchwa ? null : "tr";
        if (english > 0)
            return "en";
        return (Count(text, Azerbaijani), Count(text, Turkish)) switch
        {
            (0, 0) => null,
            var (azerbaijani, turkish) when azerbaijani == turkish => null,
            var (azerbaijani, turkish) => azerbaijani > turkish ? "az" : "tr",
        };
    }

    private static int Count(ReadOnlySpan<char> rest, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> words, int enough = int.MaxValue)
    {
        var count = 0;
        while (!rest.IsEmpty && count < enough)
        {
            var length = 0;
            while (length < rest.Length && char.IsLetter(rest[length]))
                length++;
            if (words.Contains(rest[..length]))
                count++;
            rest = rest[Math.Min(length + 1, rest.Length)..];
        }

        return count;
    }

    private static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> WordSet(string words) =>
        words.Split(' ').ToHashSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
