using System.Buffers;
using System.Globalization;

namespace FeedHub.Formats.Text.Dates;

/// <summary>Instants as computers count them: seconds, milliseconds, micro- or nanoseconds since 1970.</summary>
internal static class UnixTime
{
    /// <summary>1 January 1990 in seconds: a smaller number is no date that a feed could mean.</summary>
    private const decimal Earliest = 631_152_000;

    private static readonly SearchValues<char> Characters = SearchValues.Create("0123456789.eE+");

    /// <summary>The instant; null when the text is no number, or one of another size, as a compact date is (<c>20181231</c>).</summary>
    public static DateTimeOffset? Parse(string text)
    {
        if (!char.IsAsciiDigit(text[0])
            || text.Length is < 9 or > 30
            || text.AsSpan().ContainsAnyExcept(Characters)
            || !decimal.TryParse(
                text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        return number switch
        {
            >= Earliest and < 1e10m => Since1970(number * 1000),
            >= 1e12m and < 1e13m => Since1970(number),
            >= 1e15m and < 1e16m => Since1970(number / 1000),
            >= 1e18m and < 1e19m => Since1970(number / 1_000_000),
            _ => null,
        };
    }

    private static DateTimeOffset Since1970(decimal milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds);
}
