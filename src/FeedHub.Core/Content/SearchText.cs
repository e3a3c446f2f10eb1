using System.Globalization;
using System.Text;
using FeedHub.Core.Content.Characters;

namespace FeedHub.Core.Content;

/// <summary>Folds texts for search, both in the index and in queries.</summary>
public static class SearchText
{
    private const char Gap = '\0';
    private const char Silent = '\uFFFF';

    private static readonly string Table = string.Create(char.MaxValue + 1, 0, static (all, _) =>
    {
        for (var c = 0; c < all.Length; c++)
            all[c] = Folded((char)c);
    });

    /// <summary>
    /// The words of a text, separated by one space: lower case, and Latin letters without diacritics, since few people type them all.
    /// </summary>
    public static string Fold(string text)
    {
        var words = new ValueStringBuilder(text.Length);
        var gap = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = Table[text[i]];
            var pair = char.IsHighSurrogate(text[i]) && Rune.TryGetRuneAt(text, i, out var rune) && Rune.IsLetterOrDigit(rune);
            if (c == Silent)
                continue;
            if (c == Gap && !pair)
            {
                gap = true;
                continue;
            }
            if (gap && words.Length > 0)
                words.Append(' ');
            gap = false;
            if (pair)
                words.Append(text.AsSpan(i++, 2));
            else
                words.Append(c);
        }

        return words.Finish();
    }

    private static char Folded(char c) => CharUnicodeInfo.GetUnicodeCategory(c) switch
    {
        // Stress marks and soft hyphens occur inside words; Unicode classifies the Armenian ones as punctuation.
        UnicodeCategory.NonSpacingMark or UnicodeCategory.Format => Silent,
        _ when c is '\u055B' or '\u055C' or '\u055E' => Silent,
        UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => c,
        _ when !char.IsLetterOrDigit(c) => Gap,
        _ => LowerCase.From(c) switch
        {
            'ə' => 'e',
            'ı' or 'İ' => 'i',
            'ё' => 'е',
            ((>= '\u00C0' and <= '\u024F') or (>= '\u1E00' and <= '\u1EFF')) and var latin =>
                latin.ToString().Normalize(NormalizationForm.FormD)[0],
            var lower => lower,
        },
    };
}
