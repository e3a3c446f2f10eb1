using System.Globalization;

namespace FeedHub.Core.Timelines.Walking;

/// <summary>Where an entry stands in a list.</summary>
/// <param name="Arrived">When it arrived.</param>
/// <param name="Number">Its number, which grows with arrival.</param>
public sealed record EntryPosition(DateTimeOffset Arrived, long Number)
{
    public static EntryPosition Of(ArrivedEntry entry) => new(entry.Report.Entry.Arrived, entry.Number);

    /// <summary>Reads what <see cref="ToString"/> writes; null for anything else.</summary>
    public static EntryPosition? Parse(string text)
    {
        var parts = text.Split('-');
        return parts.Length == 2 && Whole(parts[0]) is { } milliseconds && Whole(parts[1]) is { } number
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? new EntryPosition(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), number)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Arrived.ToUnixTimeMilliseconds()}-{Number}");

    private static long? Whole(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
