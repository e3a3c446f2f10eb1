using System.Globalization;
using System.Text.RegularExpressions;

namespace FeedHub.Core.Timelines.Queries;

/// <summary>
/// A time in a query: a year, month, day or minute of the reader's clock, or one that moves with it, such as “today” or “7d” (seven days
/// ago).
/// </summary>
public sealed partial record QueryTime
{
    public const string Allowed =
        "a year, month, day or time (2026, 2026-11, 2026-11-30, 2026-11-30T09:10), “today”, “yesterday”, or a time ago (24h, 7d, 4w)";

    private const string Today = "today";
    private const string Yesterday = "yesterday";

    private QueryTime(string text) => Text = text;

    /// <summary>In canonical spelling.</summary>
    public string Text { get; }

    /// <summary>Whether it moves with the clock.</summary>
    public bool IsRelative => !char.IsAsciiDigit(Text[0]) || char.IsAsciiLetter(Text[^1]);

    public static QueryTime Ago(TimeSpan time) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}h"));

    /// <summary>Null if it is none.</summary>
    public static QueryTime? Parse(string text)
    {
        var lower = text.ToLowerInvariant();
        if (lower is Today or Yesterday || TimeAgo().IsMatch(lower))
            return new QueryTime(lower);
        return Local(text) is null ? null : new QueryTime(text.ToUpperInvariant());
    }

    /// <summary>The instant at which it begins.</summary>
    /// <param name="zone">That of the reader's clock.</param>
    public DateTimeOffset At(DateTimeOffset now, TimeZoneInfo zone)
    {
        if (TimeAgo().Match(Text) is { Success: true } ago)
        {
            var count = int.Parse(ago.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            var hours = count * ago.Groups[2].Value switch { "h" => 1L, "d" => 24, _ => 7 * 24 };
            return now - DateTimeOffset.UnixEpoch > TimeSpan.FromHours(hours) ? now.AddHours(-hours) : DateTimeOffset.UnixEpoch;
        }
        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        var local = Text switch { Today => today, Yesterday => today.AddDays(-1), _ => Local(Text)!.Value };
        // A time that the clocks skip in spring begins when they go on.
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static DateTime? Local(string text) => DateTime.TryParseExact(
        text.ToUpperInvariant(), ["yyyy", "yyyy-MM", "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None,
        out var local) && local.Year is >= 1970 and < 9999
            ? local
            : null;

    [GeneratedRegex("^([1-9][0-9]{0,3})([hdw])$", RegexOptions.CultureInvariant)]
    private static partial Regex TimeAgo();
}
