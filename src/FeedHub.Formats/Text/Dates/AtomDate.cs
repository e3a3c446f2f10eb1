using System.Globalization;

namespace FeedHub.Formats.Text.Dates;

/// <summary>Writes instants as RFC 3339 in UTC, to the second, with a fraction only where there is one.</summary>
internal static class AtomDate
{
    public static string Format(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
