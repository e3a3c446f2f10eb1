using System.Globalization;

namespace FeedHub.Server.Pages;

/// <summary>How far a visitor has read; kept in the visitor's cookie and nowhere else.</summary>
/// <param name="SeenBefore">The newest story when the visit before this one ended.</param>
/// <param name="Seen">The newest story of this visit.</param>
internal sealed record Visit(long SeenBefore, long Seen, DateTimeOffset LastRequest)
{
    /// <summary>The visit of somebody who was never here before; nothing is marked as new.</summary>
    public static readonly Visit None = new(long.MaxValue, long.MaxValue, DateTimeOffset.MaxValue);

    /// <summary>After this long without a request, the next one begins another visit.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>The visit after a request that showed stories up to <paramref name="newest"/>.</summary>
    public Visit Next(long newest, DateTimeOffset now)
    {
        // A request in the future was made before the clock was set back.
        var another = (now - LastRequest).Duration() > Idle;
        // Never above the newest: with a store that was created anew, nothing would otherwise be marked for a long time.
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
