using System.Globalization;
using FeedHub.Formats.Drafts;

namespace FeedHub.Formats.Rss;

/// <summary><c>skipHours</c> and <c>skipDays</c> of RSS: when not to fetch the feed.</summary>
internal static class SkipTimes
{
    /// <summary>Hours from 0 to 23; 24, which RSS 0.91 allows, is midnight.</summary>
    public static IReadOnlyList<int> ReadHours(ElementReader xml) => Read<int>(
        xml, "hour", text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour <= 24 ? hour % 24 : null);

    public static IReadOnlyList<DayOfWeek> ReadDays(ElementReader xml) => Read<DayOfWeek>(
        xml, "day", text => Enum.TryParse<DayOfWeek>(text, ignoreCase: true, out var day) && !char.IsAsciiDigit(text[0]) ? day : null);

    private static List<T> Read<T>(ElementReader xml, string name, Func<string, T?> parse)
        where T : struct
    {
        var values = new List<T>();
        var depth = xml.Depth;
        while (xml.ReadChild(depth))
        {
            if (xml.Name == name && xml.ReadText() is { } text && parse(text.Trim()) is { } value && !values.Contains(value))
                values.Add(value);
        }

        return values;
    }
}
