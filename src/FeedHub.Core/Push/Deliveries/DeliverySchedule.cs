namespace FeedHub.Core.Push.Deliveries;

/// <summary>When a delivery is tried again: over 75 hours, as Standard Webhooks 1.0 advises.</summary>
public static class DeliverySchedule
{
    /// <summary>Longest time for which a receiver may put a delivery off (Retry-After).</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>A time may be longer or shorter by this share, so that what failed together does not come back together.</summary>
    private const double Jitter = 0.1;

    /// <summary>The time before each attempt, since the one before.</summary>
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    public static int Attempts => Waits.Length;

    /// <summary>The time of the next attempt; null if this was the last.</summary>
    /// <param name="attempt">The one that failed, from 1.</param>
    /// <param name="retryAfter">How long the receiver asked to wait. It is never asked earlier, unless it wants more than a day.</param>
    /// <param name="chance">Any number from 0 up to 1.</param>
    public static DateTimeOffset? Next(int attempt, DateTimeOffset now, TimeSpan? retryAfter, double chance)
    {
        if (attempt >= Waits.Length)
            return null;
        var planned = Waits[attempt] * (1 + (Jitter * ((2 * chance) - 1)));
        var asked = retryAfter is { } wait ? (wait < Longest ? wait : Longest) * (1 + (Jitter * chance)) : TimeSpan.Zero;
        return now + (asked > planned ? asked : planned);
    }
}
