using System.Globalization;

namespace FeedHub.Server.Pages;

/// <summary>How far a visitor has read: kept in a cookie of theirs and nowhere else.</summary>
/// <param name="SeenBefore">The newest story when the visit before this one ended.</param>
/// <param name="Seen">The newest story of this visit.</param>
internal sealed record Visit(long SeenBefore, long Seen, DateTimeOffset LastRequest)
{
    /// <summary>Of somebody who was never here; nothing is new to them, or all is.</summary>
    public static readonly Visit None = new(long.MaxValue, long.MaxValue, DateTimeOffset.MaxValue);

    /// <summary>After so long without a request, the next one begins another visit.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>The visit after a request that showed stories up to <paramref name="newest"/>.</summary>
    public Visit Next(long newest, DateTimeOffset now)
    {
        // A request in the future was made before the clock was set back.
        var another = (now - LastRequest).Duration() > Idle;
        // Never above the newest: a store that began anew would otherwise mark nothing for a long time.
        return new Visit(Math.Min(another ? Seen : SeenBefore, newest), newest, now);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; anything else is <see cref="None"/>.</summary>
    public static Visit Parse(string? text)
    {
        var parts = text?.Split('.').Select(Number).ToList() ?? [];
        return parts is [>= 0 and var before, >= 0 and var seen, >= 0 and < 100_000_000_000 and var at]
            ? new Visit(before, seen, DateTimeOffset.FromUnixTimeSeconds(at))
            : None;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{SeenBefore}.{Seen}.{LastRequest.ToUnixTimeSeconds()}");

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1;
}
