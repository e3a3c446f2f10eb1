using System.Globalization;
using FeedHub.Core.Timelines;

namespace FeedHub.Server.Pages;

/// <summary>How far a visitor has read; kept in the visitor's cookie and nowhere else.</summary>
/// <param name="SeenBefore">The newest story when the visit before this one ended.</param>
/// <param name="Seen">The newest story of this visit.</param>
internal sealed record Visit(TimelinePosition SeenBefore, TimelinePosition Seen, DateTimeOffset LastRequest)
{
    /// <summary>The visit of somebody who was never here before; nothing is marked as new.</summary>
    public static readonly Visit None = new(TimelinePosition.Top, TimelinePosition.Top, DateTimeOffset.MaxValue);

    /// <summary>After this long without a request, the next one begins another visit.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>The visit after a request that showed stories up to <paramref name="newest"/>.</summary>
    public Visit Next(TimelinePosition newest, DateTimeOffset now)
    {
        // A request in the future was made before the clock was set back.
        var another = (now - LastRequest).Duration() > Idle;
        // Never above the newest: with a store that was created anew, nothing would otherwise be marked for a long time.
        var before = another ? Seen : SeenBefore;
        return new Visit(before < newest ? before : newest, newest, now);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; anything else is <see cref="None"/>.</summary>
    public static Visit Parse(string? text)
    {
        return text?.Split('.') is [var before, var seen, var at]
            && TimelinePosition.Parse(before) is { } seenBefore
            && TimelinePosition.Parse(seen) is { } newest
            && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 100_000_000_000
                ? new Visit(seenBefore, newest, DateTimeOffset.FromUnixTimeSeconds(seconds))
                : None;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{SeenBefore}.{Seen}.{LastRequest.ToUnixTimeSeconds()}");
}
