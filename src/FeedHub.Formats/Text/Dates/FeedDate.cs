using System.Text;

namespace FeedHub.Formats.Text.Dates;

/// <summary>
/// Reads the dates that feeds contain: RFC 3339 and ISO 8601 in all their forms, RFC 822 and its broken variants, in the
/// languages of the region and of the web, and seconds since 1970. Impossible or ambiguous dates are rejected, not guessed.
/// </summary>
public static class FeedDate
{
    private const int MaxLength = 80;

    /// <summary>The instant that <paramref name="text"/> states, or null.</summary>
    /// <param name="text">The date as sent.</param>
    /// <param name="zone">Zone of a date that carries no offset; UTC when null.</param>
    public static DateTimeOffset? Parse(string text, TimeZoneInfo? zone) => Parse(text, zone, out _);

    /// <inheritdoc cref="Parse(string, TimeZoneInfo?)"/>
    /// <param name="zoneAssumed">True when the text states neither offset nor zone, so that <paramref name="zone"/> was used.</param>
    public static DateTimeOffset? Parse(string text, TimeZoneInfo? zone, out bool zoneAssumed)
    {
        zoneAssumed = false;
        var trimmed = text.Trim();
        if (trimmed.Length is 0 or > MaxLength)
            return null;
        if ((IsoDate.ParseCommon(trimmed) ?? Rfc822Date.ParseCommon(trimmed) ?? UnixTime.Parse(trimmed)) is { } common)
            return common;
        var plain = Simplify(trimmed);
        if ((IsoDate.Parse(plain) ?? (IsoDate.IsIso(plain) ? null : WrittenDate.Parse(plain))) is not { } parts)
            return null;
        zoneAssumed = parts is { Offset: null, Zone: null };
        return parts.ToInstant(zone);
    }

    /// <summary>Lower case, without accents, with ASCII digits and spaces, so that one table of words is enough.</summary>
    private static string Simplify(string text)
    {
        var simple = new StringBuilder(text.Length);
        string decomposed;
        try
        {
            decomposed = text.Normalize(NormalizationForm.FormD);
        }
        catch (ArgumentException)
        {
            decomposed = text; // an unpaired surrogate
        }

        foreach (var c in decomposed)
        {
            if (char.IsWhiteSpace(c))
                simple.Append(' ');
            else if (char.IsDigit(c))
                simple.Append((char)('0' + (int)char.GetNumericValue(c)));
            else if (c is 'ı')
                simple.Append('i');
            else if (c is '−' or '–')
                simple.Append('-');
            else if (char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark)
                simple.Append(char.ToLowerInvariant(c));
        }

        // Otherwise Korean syllables would stay decomposed, and the Korean words looked for are composed.
        return simple.ToString().Normalize(NormalizationForm.FormC);
    }
}
