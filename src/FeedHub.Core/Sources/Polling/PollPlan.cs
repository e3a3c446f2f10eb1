using System.Collections.Frozen;

namespace FeedHub.Core.Sources.Polling;

/// <summary>When to poll a source next, and the reason.</summary>
public sealed record PollPlan(DateTimeOffset At, PollReason Reason);

/// <summary>The reason for the time of the next poll; a fixed list for pages and the API.</summary>
public enum PollReason
{
    /// <summary>The source has not been polled yet.</summary>
    First,
    /// <summary>The source's own <c>interval</c>.</summary>
    Declared,
    /// <summary>Soon enough that the feed will still contain something from the last poll, even in a burst.</summary>
    Overlap,
    /// <summary>About as often as new items appear.</summary>
    Rhythm,
    /// <summary>A busy feed that has not been observed for long, or a feed with no known arrivals yet.</summary>
    Learning,
    /// <summary>The server or the feed asks not to be polled sooner.</summary>
    ServerAsks,
    /// <summary>The feed's skipHours or skipDays.</summary>
    Skipped,
    Backoff,
    /// <summary>Retry-After.</summary>
    RetryAfter,
    /// <summary>410: not polled again.</summary>
    Gone,
}

/// <summary>Descriptions of the reasons.</summary>
public static class PollReasonDescriptions
{
    private static readonly FrozenDictionary<PollReason, string> Descriptions = Enum.GetValues<PollReason>()
        .ToFrozenDictionary(r => r, Spell);

    public static string Describe(this PollReason reason) => Descriptions[reason];

    private static string Spell(PollReason reason) => reason switch
    {
        PollReason.First => "not polled yet",
        PollReason.Declared => "the interval set in its configuration",
        PollReason.Overlap => "often enough to miss no items in its feed",
        PollReason.Rhythm => "about as often as new items appear",
        PollReason.Learning => "a feed that has not been observed for long yet",
        PollReason.ServerAsks => "its server or feed asks not to be polled sooner",
        PollReason.Skipped => "its feed asks not to be polled before then",
        PollReason.Backoff => "it failed, and the wait grows with each failure",
        PollReason.RetryAfter => "its server set the time of the next request",
        PollReason.Gone => "its server says it is permanently gone; it is no longer polled",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Unknown reason."),
    };
}
