using System.Globalization;
using System.Text;

namespace FeedHub.Formats.Json;

/// <summary>
/// Replaces escaped surrogates that lack their other half: System.Text.Json throws wherever it reads one, even in a name.
/// </summary>
internal static class JsonSurrogates
{
    /// <summary>The text with U+FFFD for every half character; null when it has none.</summary>
    public static string? Mend(ReadOnlySpan<char> text)
    {
        StringBuilder? mended = null;
        int copied = 0, at = 0;
        while (at < text.Length && text[at..].IndexOf('\\') is var next and >= 0)
        {
            at += next;
            if (Unit(text[at..]) is not { } unit)
            {
                at += 2;
            }
            else if (!char.IsSurrogate(unit))
            {
                at += 6;
            }
            else if (char.IsHighSurrogate(unit) && Unit(text[(at + 6)..]) is { } low && char.IsLowSurrogate(low))
            {
                at += 12;
            }
            else
            {
                mended ??= new StringBuilder(text.Length);
                mended.Append(text[copied..at]).Append("\\ufffd");
                at += 6;
                copied = at;
            }
        }

        return mended?.Append(text[copied..]).ToString();
    }

    /// <summary>The UTF-16 unit that an escape at the beginning of <paramref name="text"/> stands for; null without one.</summary>
    private static char? Unit(ReadOnlySpan<char> text) =>
        text.Length >= 6
            && text[0] == '\\'
            && text[1] == 'u'
            && ushort.TryParse(text[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
