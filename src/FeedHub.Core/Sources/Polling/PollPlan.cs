using System.Collections.Frozen;

namespace FeedHub.Core.Sources.Polling;

/// <summary>When to poll a source again, and why then.</summary>
public sealed record PollPlan(DateTimeOffset At, PollReason Reason);

/// <summary>Why a source is polled again when it is; a closed vocabulary for pages and the API.</summary>
public enum PollReason
{
    /// <summary>Nothing is known of the source yet.</summary>
    First,
    /// <summary>The source's own <c>interval</c>.</summary>
    Declared,
    /// <summary>So that the feed still holds what it held at the last poll, however much comes at once.</summary>
    Overlap,
    /// <summary>About as often as something new comes.</summary>
    Rhythm,
    /// <summary>A busy feed that has not been watched for long.</summary>
    Learning,
    /// <summary>The server or the feed asks not to be asked sooner.</summary>
    ServerAsks,
    /// <summary>The feed's skipHours or skipDays.</summary>
    Skipped,
    Backoff,
    /// <summary>Retry-After.</summary>
    RetryAfter,
    /// <summary>410: not polled again.</summary>
    Gone,
}

/// <summary>The words for each reason.</summary>
public static class PollReasonWords
{
    private static readonly FrozenDictionary<PollReason, string> Words = Enum.GetValues<PollReason>().ToFrozenDictionary(r => r, Spell);

    public static string Word(this PollReason reason) => Words[reason];

    private static string Spell(PollReason reason) => reason switch
    {
        PollReason.First => "not asked yet",
        PollReason.Declared => "the interval that its configuration sets",
        PollReason.Overlap => "soon enough that nothing passes through its feed unseen",
        PollReason.Rhythm => "about as often as it brings something new",
        PollReason.Learning => "a busy feed, not watched for long yet",
        PollReason.ServerAsks => "its server asks not to be asked sooner",
        PollReason.Skipped => "its feed asks to be left alone at that time",
        PollReason.Backoff => "it failed, and is left alone longer each time",
        PollReason.RetryAfter => "its server says when to come back",
        PollReason.Gone => "it is gone for good, and is not asked again",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a reason."),
    };
}
