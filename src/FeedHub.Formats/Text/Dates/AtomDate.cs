using System.Globalization;

namespace FeedHub.Formats.Text.Dates;

/// <summary>Writes instants as RFC 3339 in UTC, to the second, or to the millisecond where there is a fraction.</summary>
internal static class AtomDate
{
    public static string Format(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
