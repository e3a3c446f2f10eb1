using System.Buffers;

namespace FeedHub.Core.Content.Characters;

/// <summary>The characters that XML 1.0 (§2.2) allows, and therefore all our feeds and pages.</summary>
public static class XmlCharacters
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c).Where(c => c is not ('\t' or '\n' or '\r')), '\uFFFE', '\uFFFF']);

    public static bool IsAllowed(int code) =>
        code is '\t' or '\n' or '\r' or (>= 0x20 and < 0xD800) or (>= 0xE000 and < 0xFFFE) or (>= 0x10000 and <= 0x10FFFF);

    /// <summary>The text without the characters that XML forbids and without unpaired surrogates.</summary>
    public static string Keep(string text)
    {
        if (!text.AsSpan().ContainsAny(Forbidden) && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return text;
        var kept = new ValueStringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                kept.Append(text.AsSpan(i, 2));
                i++;
            }
            else if (!char.IsSurrogate(text[i]) && IsAllowed(text[i]))
            {
                kept.Append(text[i]);
            }
        }

        return kept.Finish();
    }
}
