using System.Buffers;
using System.Globalization;
using System.Text;
using FeedHub.Core.Content.Characters;
using FeedHub.Core.Content.Markup;
using FeedHub.Core.Content.Markup.Attributes;

namespace FeedHub.Core.Content;

/// <summary>Text without markup.</summary>
public static class PlainText
{
    /// <summary>
    /// The letters of our languages and the punctuation between them. A text with no other characters is already in normal form (NFKC), or
    /// differs from it only in punctuation, which becomes a gap either way.
    /// </summary>
    private static readonly SearchValues<char> Composed = SearchValues.Create(
        [.. Chars(0, 0x7F), '\u00A0', '«', '»', .. Chars(0xC0, 0x131), .. Chars(0x134, 0x13E), .. Chars(0x141, 0x148),
            .. Chars(0x14A, 0x17E), 'Ə', 'ə', .. Chars(0x400, 0x45F), .. Chars(0x531, 0x556),
            .. Chars(0x561, 0x586), .. Chars(0x10D0, 0x10FA), .. Chars(0x2010, 0x2015), .. Chars(0x2018, 0x201F), '…']);

    private const char Gap = '\0';
    private const char Silent = '\uFFFF';

    /// <summary>The result of <see cref="Normalise"/> for each character.</summary>
    private static readonly string Folded = string.Create(char.MaxValue + 1, 0, static (all, _) =>
    {
        for (var c = 0; c < all.Length; c++)
            all[c] = char.IsLetterOrDigit((char)c) ? Fold((char)c) : IsSilent(CharUnicodeInfo.GetUnicodeCategory((char)c)) ? Silent : Gap;
    });

    /// <summary>The text of an HTML fragment, with white space collapsed and entities decoded.</summary>
    public static string FromHtml(string html)
    {
        if (!html.AsSpan().ContainsAny('<', '&'))
            return OneLine(html);
        html = XmlCharacters.Keep(html);
        var text = new ValueStringBuilder(html.Length);
        var tokens = new HtmlTokenizer(html);
        while (tokens.Read())
        {
            if (tokens.Kind == HtmlTokenKind.Text)
            {
                HtmlReferences.Decode(tokens.Text, ref text, inAttribute: false);
                continue;
            }

            var role = HtmlAllowList.Find(tokens.Name)?.Role ?? HtmlRole.Inline;
            if (role is not (HtmlRole.Inline or HtmlRole.Anchor or HtmlRole.Image or HtmlRole.Picture))
                text.Append(' ');
            if (tokens is { Kind: HtmlTokenKind.StartTag, SelfClosing: false }
                && (role is HtmlRole.Dropped or HtmlRole.Scriptless || tokens.IsFrame))
            {
                tokens.SkipContent();
            }
        }

        var collapsed = Collapse(text.Written);
        text.Discard();
        return collapsed;
    }

    /// <summary>Plain text on one line: white space collapsed, characters that XML forbids removed.</summary>
    public static string OneLine(string text) => Collapse(XmlCharacters.Keep(text));

    /// <summary>
    /// The beginning of <paramref name="text"/>, cut at the end of a word with an ellipsis if it is longer than <paramref
    /// name="maxChars"/>.
    /// </summary>
    public static string Excerpt(string text, int maxChars)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxChars, 1);
        if (text.Length <= maxChars)
            return text;
        var room = maxChars - 1;
        var end = text.AsSpan(0, room + 1).LastIndexOf(' ');
        // Text without spaces is cut at the limit, but never inside a character.
        if (end < room / 2)
            end = room > 0 && char.IsHighSurrogate(text[room - 1]) ? room - 1 : room;
        return string.Concat(text.AsSpan(0, end).TrimEnd(" ,;:–—-"), "…");
    }

    /// <summary>The form in which two texts are compared: letters and digits, case-folded, one space between words (NFKC).</summary>
    public static string Normalise(string text)
    {
        text = XmlCharacters.Keep(text);
        if (text.AsSpan().ContainsAnyExcept(Composed))
            text = text.Normalize(NormalizationForm.FormKC);
        var words = new ValueStringBuilder(text.Length);
        var gap = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = Folded[text[i]];
            var pair = char.IsHighSurrogate(text[i]);
            if (pair ? char.IsLetterOrDigit(text, i) : c is not (Gap or Silent))
            {
                if (gap && words.Length > 0)
                    words.Append(' ');
                gap = false;
                if (pair)
                    Append(Rune.ToLowerInvariant(Rune.GetRuneAt(text, i)), ref words);
                else
                    words.Append(c);
            }
            else if (pair ? !IsSilent(CharUnicodeInfo.GetUnicodeCategory(text, i)) : c == Gap)
            {
                gap = true;
            }

            if (pair)
                i++;
        }

        return words.Finish();
    }

    /// <summary>Stress marks and soft hyphens occur inside words.</summary>
    private static bool IsSilent(UnicodeCategory category) => category is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format;

    private static char Fold(char c) => c switch
    {
        'İ' => 'i',
        'ς' => 'σ',
        _ => LowerCase.From(c),
    };

    private static void Append(Rune rune, ref ValueStringBuilder words)
    {
        Span<char> pair = stackalloc char[2];
        rune.EncodeToUtf16(pair);
        words.Append(pair);
    }

    private static IEnumerable<char> Chars(int first, int last) => Enumerable.Range(first, last - first + 1).Select(c => (char)c);

    private static string Collapse(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        var chars = ArrayPool<char>.Shared.Rent(text.Length);
        var length = 0;
        var gap = false;
        foreach (var c in text)
        {
            if (IsSpace(c))
            {
                gap = true;
                continue;
            }

            if (gap)
                chars[length++] = ' ';
            gap = false;
            chars[length++] = c;
        }

        var collapsed = new string(chars, 0, length);
        ArrayPool<char>.Shared.Return(chars);
        return collapsed;
    }

    /// <summary>Like <see cref="char.IsWhiteSpace(char)"/>, but that looks up a category for every letter beyond Latin.</summary>
    private static bool IsSpace(char c) => c switch
    {
        ' ' => true,
        (> ' ' and < '\u0085') or (> '\u00A0' and < '\u1680') or > '\u3000' => false,
        _ => char.IsWhiteSpace(c),
    };
}
