using System.Globalization;

namespace FeedHub.Core.Gazetteer.Tagging;

/// <summary>Splits a text into words and figures.</summary>
internal sealed class WordScanner(string language, Vocabulary vocabulary)
{
    /// <summary>Maximum length of a suffix after an apostrophe ("Bakü'de", "Erdoğan'ınki", "Azerbaijan's").</summary>
    private const int MaxSuffix = 5;

    public List<TextWord> Words { get; } = new(160);

    public List<(double Value, bool Percent, TextPlace Place, int Before, bool IsPlain)> Numbers { get; } = [];

    public void Read(string text, TextPlace place)
    {
        var opens = true;
        var joined = false;
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (IsWordChar(c))
            {
                var end = End(text, i);
                var span = text.AsSpan(i, end - i);
                if (char.IsAsciiDigit(span[0]))
                {
                    i = Figure(text, i, place);
                }
                else
                {
                    Add(span, opens, joined, place, i);
                    i = AfterSuffix(text, end);
                }
                opens = false;
                joined = true;
                continue;
            }
            if (c is '.' or '!' or '?' or '։' or '…' or ':' or '«' or '“' or '"' or '„' or '|')
                opens = true;
            if (!(c is ' ' or '-' or '–' or '—' or '\u00A0' or '\u2011' or '‑' or '’' or '\'' || IsSilent(c)))
                joined = false;
            i++;
        }
    }

    private void Add(ReadOnlySpan<char> span, bool opens, bool joined, TextPlace place, int start)
    {
        Span<char> bare = stackalloc char[Math.Min(span.Length, 64)];
        var length = 0;
        foreach (var c in span[..bare.Length])
        {
            if (!IsSilent(c))
                bare[length++] = c;
        }
        var word = bare[..length];
        if (word.IsEmpty)
            return;
        var own = word[0] switch
        {
            >= '\u0400' and <= '\u052F' => "ru",
            >= '\u0531' and <= '\u0587' => "hy",
            >= '\u10A0' and <= '\u10FF' or >= '\u1C90' and <= '\u1CBF' => "ka",
            _ => language is "ru" or "hy" or "ka" ? "en" : language,
        };
        var isName = own == "ka" || char.IsUpper(word[0]);
        Words.Add(new TextWord(vocabulary.Of(word, own), isName, opens, joined, own, place, start, start + span.Length));
    }

    /// <summary>
    /// Reads a figure with its thousands separators and its fraction. Letters directly after it are read as a separate word.
    /// </summary>
    private int Figure(string text, int start, TextPlace place)
    {
        var i = start;
        while (i < text.Length && (char.IsAsciiDigit(text[i]) || (IsGroup(text, i) && i > start)))
            i++;
        var digits = string.Concat(text.AsSpan(start, i - start).ToString().Where(char.IsAsciiDigit));
        if (i + 1 < text.Length && text[i] is '.' or ',' && char.IsAsciiDigit(text[i + 1]))
        {
            var fraction = i + 1;
            while (fraction < text.Length && char.IsAsciiDigit(text[fraction]))
                fraction++;
            digits = $"{digits}.{text[(i + 1)..fraction]}";
            i = fraction;
        }
        // The parts of "13:00" and "2:1" are read as separate figures.
        if (digits.Length <= 12 && double.TryParse(digits, CultureInfo.InvariantCulture, out var value))
            Numbers.Add((value, i < text.Length && text[i] == '%', place, Words.Count, i - start == digits.Length));
        return Math.Max(i, start + 1);
    }

    /// <summary>
    /// Whether a character separates thousands: it has a digit before it (a space: one to three) and exactly three after it.
    /// </summary>
    private static bool IsGroup(string text, int i) =>
        text[i] is ',' or '.' or ' ' or '\u00A0' or '\u202F' && i + 3 < text.Length
        && char.IsAsciiDigit(text[i - 1])
            && char.IsAsciiDigit(text[i + 1])
            && char.IsAsciiDigit(text[i + 2])
            && char.IsAsciiDigit(text[i + 3])
        && (i + 4 == text.Length || !char.IsAsciiDigit(text[i + 4]))
        && !(
            text[i] is ' ' && i >= 4 && char.IsAsciiDigit(text[i - 4]) && char.IsAsciiDigit(text[i - 3]) && char.IsAsciiDigit(text[i - 2]));

    private static int AfterSuffix(string text, int end)
    {
        if (end + 1 >= text.Length || text[end] is not ('\'' or '’' or 'ʼ' or '`') || !char.IsLower(text[end + 1]))
            return end;
        var after = End(text, end + 1);
        return after - end - 1 <= MaxSuffix ? after : end;
    }

    private static int End(string text, int start)
    {
        var end = start;
        while (end < text.Length && IsWordChar(text[end]))
            end++;
        return end;
    }

    private static bool IsWordChar(char c) => char.IsLetterOrDigit(c) || IsSilent(c);

    /// <summary>Armenian stress and question marks occur inside words, as do soft hyphens and combining marks.</summary>
    private static bool IsSilent(char c) =>
        c is '\u055B' or '\u055C' or '\u055E' or '\u00AD' or '\u200D' or '\u200C'
            || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;
}
