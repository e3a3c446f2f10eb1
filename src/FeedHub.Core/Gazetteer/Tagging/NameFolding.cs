using AnyAscii;
using FeedHub.Core.Content.Characters;

namespace FeedHub.Core.Gazetteer.Tagging;

/// <summary>
/// The common form of a name in Latin, Cyrillic, Armenian and Georgian script: transliterated, in lower case, and without differences in
/// spelling between the languages (kh/x/h, sh/ş, y/i, w/v, q/k, double letters).
/// </summary>
public static class NameFolding
{
    /// <summary>All our scripts are below this code point; characters above are omitted.</summary>
    private const int Limit = 0x2D30;

    private static readonly string?[] Table = new string?[Limit];

    /// <param name="turkic">The word is Azerbaijani or Turkish, where c corresponds to dj in other languages, and x to kh.</param>
    public static string Fold(ReadOnlySpan<char> word, bool turkic)
    {
        var ascii = new ValueStringBuilder(word.Length * 2);
        for (var i = 0; i < word.Length; i++)
        {
            var c = word[i];
            // Armenian writes u as o and v.
            if (c is 'ո' or 'Ո' && i + 1 < word.Length && word[i + 1] is 'ւ' or 'Ւ' or 'վ' && word[i + 1] is not 'վ')
            {
                ascii.Append('u');
                i++;
                continue;
            }
            // The last letter of a name and its ending are two sounds: "სომხეთ" and "ში", not "ც".
            if (c is 'ს' or 'შ' or 'ზ' or 'ჟ' && i > 0 && word[i - 1] is 'თ' or 'ტ' or 'დ')
                ascii.Append('\'');
            // "Дербентский": the name ends before the ending begins, and they are not "ц".
            if (c is 'с' && i > 0 && word[i - 1] is 'т' && i + 1 < word.Length && word[i + 1] is 'к')
                ascii.Append('\'');
            ascii.Append(turkic && Turkic(c) is { } own ? own : Latin(c));
        }
        var folded = new ValueStringBuilder(ascii.Length);
        Reduce(ascii.Written, ref folded);
        ascii.Discard();
        return folded.Finish();
    }

    /// <summary>The consonants of a folded name, which do not change with inflection or the spelling of vowels.</summary>
    public static string Skeleton(ReadOnlySpan<char> folded)
    {
        var skeleton = new ValueStringBuilder(folded.Length);
        for (var i = 0; i < folded.Length; i++)
        {
            if (i == 0 && IsVowel(folded[i]))
                skeleton.Append('a');
            else if (!IsVowel(folded[i]))
                skeleton.Append(Coarse(folded[i]));
        }
        return skeleton.Finish();
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    /// <summary>Merges sounds that the scripts distinguish differently.</summary>
    private static char Coarse(char c) => c switch
    {
        'g' or 'k' => 'k',
        'b' or 'p' => 'p',
        'd' or 't' => 't',
        'z' or 's' => 's',
        'c' or 'j' => 'j',
        'f' or 'v' => 'v',
        _ => c,
    };

    private static string? Turkic(char c) => c switch
    {
        'c' or 'C' => "j",
        'ç' or 'Ç' => "ch",
        'ş' or 'Ş' => "sh",
        'x' or 'X' => "kh",
        'ə' or 'Ə' => "a",
        'q' or 'Q' => "g",
        'ğ' or 'Ğ' => "g",
        'j' or 'J' => "zh",
        _ => null,
    };

    private static string Latin(char c)
    {
        if (c >= Limit)
            return "";
        return Table[c] ??= c switch
        {
            'ə' or 'Ə' => "a",
            'ը' or 'Ը' => "y",
            'ъ' or 'ь' or 'Ъ' or 'Ь' => "",
            'щ' or 'Щ' => "sh",
            'ç' or 'Ç' => "ch",
            'ş' or 'Ş' => "sh",
            'ж' or 'Ж' => "zh",
            _ => c.ToString().Transliterate().ToLowerInvariant(),
        };
    }

    private static void Reduce(ReadOnlySpan<char> ascii, ref ValueStringBuilder folded)
    {
        for (var i = 0; i < ascii.Length; i++)
        {
            var c = ascii[i];
            var next = i + 1 < ascii.Length ? ascii[i + 1] : '\0';
            var one = (c, next) switch
            {
                ('s', 'h') or ('c', 'h') or ('z', 'h') or ('k', 'h') or ('g', 'h') => c is 'k' ? 'h' : c is 'z' ? 'j' : c,
                ('d', 'j') or ('t', 's') => c is 'd' ? 'j' : 'c',
                ('d', 'z') when i + 2 < ascii.Length && ascii[i + 2] == 'h' => 'j',
                ('p', 'h') => 'f',
                ('c', 'k') => 'k',
                _ => '\0',
            };
            if (one != '\0')
            {
                i += (c, next) == ('d', 'z') ? 2 : 1;
                // "sch", "tch": one sound more often than two.
                c = one;
            }
            else
            {
                c = c switch { 'y' => 'i', 'w' => 'v', 'q' => 'k', _ => c };
            }
            if (!char.IsAsciiLetterOrDigit(c))
                continue;
            if (folded.Length > 0 && folded.Written[^1] == c && !char.IsAsciiDigit(c))
                continue;
            // "ye" and "ie" for one letter at the beginning of a word: Yelena, Елена.
            if (c is 'e' && folded.Length == 1 && folded.Written[^1] == 'i')
            {
                folded.Discard();
                folded = new ValueStringBuilder(ascii.Length);
            }
            if (c == 'x')
                folded.Append('k');
            folded.Append(c == 'x' ? 's' : c);
        }
    }
}
