using System.Globalization;
using System.Text;
using FeedHub.Core.Content.Markup;

namespace FeedHub.Core.Content;

/// <summary>Text without markup.</summary>
public static class PlainText
{
    /// <summary>The words of an HTML fragment, white space collapsed, entities decoded.</summary>
    public static string FromHtml(string html)
    {
        if (!html.AsSpan().ContainsAny('<', '&'))
            return OneLine(html);
        html = XmlCharacters.Keep(html);
        var text = new CharBuffer(html.Length);
        var tokens = new HtmlTokenizer(html);
        while (tokens.Read())
        {
            if (tokens.Kind == HtmlTokenKind.Text)
            {
                HtmlReferences.Decode(tokens.Text, ref text, inAttribute: false);
                continue;
            }

            var role = HtmlAllowList.Find(tokens.Name)?.Role ?? HtmlRole.Inline;
            if (role is not (HtmlRole.Inline or HtmlRole.Anchor or HtmlRole.Image))
                text.Append(' ');
            if (tokens is { Kind: HtmlTokenKind.StartTag, SelfClosing: false } && (role == HtmlRole.Dropped || tokens.IsFrame))
                tokens.SkipContent();
        }

        var collapsed = Collapse(text.Written);
        text.Discard();
        return collapsed;
    }

    /// <summary>Plain text on one line: white space collapsed, what XML forbids left out.</summary>
    public static string OneLine(string text) => Collapse(XmlCharacters.Keep(text));

    /// <summary>The beginning of <paramref name="text"/>, cut at a word's end with an ellipsis when longer than <paramref name="maxChars"/>.</summary>
    public static string Excerpt(string text, int maxChars)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxChars, 1);
        if (text.Length <= maxChars)
            return text;
        var room = maxChars - 1;
        var end = text.AsSpan(0, room + 1).LastIndexOf(' ');
        // A script without spaces, or one endless word, is cut where it must be, but never inside a character.
        if (end < room / 2)
            end = room > 0 && char.IsHighSurrogate(text[room - 1]) ? room - 1 : room;
        return string.Concat(text.AsSpan(0, end).TrimEnd(" ,;:–—-"), "…");
    }

    /// <summary>Text reduced to what must be equal for two texts to be the same: letters and digits, case-folded, one space between words (NFKC).</summary>
    public static string Normalise(string text)
    {
        text = XmlCharacters.Keep(text);
        if (!Ascii.IsValid(text))
            text = text.Normalize(NormalizationForm.FormKC);
        var words = new CharBuffer(text.Length);
        var gap = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                if (gap && words.Length > 0)
                    words.Append(' ');
                gap = false;
                Append(Fold(rune), ref words);
            }
            else if (!IsSilent(rune))
                gap = true;
        }

        return words.Finish();
    }

    /// <summary>Stress marks and soft hyphens stand inside words.</summary>
    private static bool IsSilent(Rune rune) =>
        !rune.IsAscii && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format;

    private static Rune Fold(Rune rune) => rune.Value switch
    {
        'İ' => new Rune('i'),
        'ς' => new Rune('σ'),
        _ => Rune.ToLowerInvariant(rune),
    };

    private static void Append(Rune rune, ref CharBuffer words)
    {
        if (rune.IsBmp)
        {
            words.Append((char)rune.Value);
            return;
        }

        Span<char> pair = stackalloc char[2];
        rune.EncodeToUtf16(pair);
        words.Append(pair);
    }

    private static string Collapse(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        var collapsed = new CharBuffer(text.Length);
        while (!text.IsEmpty)
        {
            var end = 0;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
                end++;
            collapsed.Append(text[..end]);
            text = text[end..].TrimStart();
            if (!text.IsEmpty)
                collapsed.Append(' ');
        }

        return collapsed.Finish();
    }
}
