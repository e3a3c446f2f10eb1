using System.Globalization;
using System.Net.Http.Headers;
using FeedHub.Core.Sources;

namespace FeedHub.Fetching.Http;

/// <summary>What a response says about when to fetch again.</summary>
internal static class CacheHints
{
    /// <summary>
    /// Retry-After in both forms (RFC 9110 §10.2.3), <see cref="PollSchedule.Longest"/> at most; a date is measured from the
    /// server's own clock, if it sends a Date. A number of seconds too large for an integer means a long wait, not none.
    /// </summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        if (!response.Headers.NonValidated.TryGetValues("Retry-After", out var values)
            || values.FirstOrDefault() is not { Length: > 0 } text)
        {
            return null;
        }

        if (text.All(char.IsAsciiDigit))
        {
            return int.TryParse(text, CultureInfo.InvariantCulture, out var seconds)
                ? AtMost(TimeSpan.FromSeconds(seconds))
                : PollSchedule.Longest;
        }

        return Date(text) is { } date ? AtMost(AtLeastZero(date - (response.Headers.Date ?? now))!.Value) : null;
    }

    /// <summary>
    /// Freshness lifetime left (RFC 9111 §4.2.1): max-age minus Age, else Expires minus Date; null when caching is forbidden.
    /// </summary>
    public static TimeSpan? FreshFor(HttpResponseMessage response, DateTimeOffset now)
    {
        var control = response.Headers.CacheControl;
        if (control is { NoCache: true } or { NoStore: true })
            return null;
        return AtLeastZero(control?.MaxAge is { } age
            ? age - (response.Headers.Age ?? TimeSpan.Zero)
            : response.Content.Headers.Expires - (response.Headers.Date ?? now));
    }

    /// <summary>A date in any of HTTP's three forms, whatever its day of the week, or in another form that .NET can read.</summary>
    private static DateTimeOffset? Date(string text)
    {
        if (RetryConditionHeaderValue.TryParse(text, out var header) && header.Date is { } proper)
            return proper;
        return DateTimeOffset.TryParse(
            text[(text.IndexOf(',') + 1)..], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : null;
    }

    private static TimeSpan AtMost(TimeSpan span) => span < PollSchedule.Longest ? span : PollSchedule.Longest;

    private static TimeSpan? AtLeastZero(TimeSpan? span) => span < TimeSpan.Zero ? TimeSpan.Zero : span;
}
