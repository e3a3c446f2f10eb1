namespace FeedHub.Core.Sources;

/// <summary>The last response from a source's address, with which the next one is compared.</summary>
public sealed record LastAnswer
{
    public static readonly LastAnswer None = new();

    /// <summary>
    /// After this many 304s in a row the whole feed is requested, since some servers' validators do not change with the feed.
    /// </summary>
    public const int TrustedNotModified = 24;

    /// <summary>
    /// The same after a source that used to bring something has brought nothing new for this long. Asking a source once a day costs it
    /// little, however seldom it is polled.
    /// </summary>
    public static readonly TimeSpan TrustedTime = TimeSpan.FromHours(24);

    /// <summary>The address that was polled; null before the first poll.</summary>
    public string? Url { get; init; }
    public FeedValidators Validators { get; init; } = FeedValidators.None;
    /// <summary>SHA-256 of the last body, in hex; null if there is none.</summary>
    public string? BodyHash { get; init; }
    /// <summary><c>FeedReader.Revision</c> with which the last body was read.</summary>
    public int ReaderRevision { get; init; }
    /// <summary>Why the last body could not be read; null if it could.</summary>
    public UnreadableBody? Unreadable { get; init; }
    /// <summary>The number of polls in a row that the server answered with 304.</summary>
    public int NotModifiedInRow { get; init; }
    /// <summary>When a whole body was last received; null if that was not recorded.</summary>
    public DateTimeOffset? WholeAt { get; init; }
    /// <summary>
    /// Whether the server has sent the validators of an old body with a new one. They are then no longer sent back to this address.
    /// </summary>
    public bool ValidatorsLie { get; init; }
    /// <summary>What was repaired, dropped or guessed in the last body.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The validators to send with the next request.</summary>
    /// <param name="lastChange">When a poll last found a new or changed entry; null if none ever did.</param>
    /// <param name="now">The time of the request.</param>
    public FeedValidators ToSend(DateTimeOffset? lastChange, DateTimeOffset now) =>
        ValidatorsLie || NotModifiedInRow >= TrustedNotModified || (NotModifiedInRow > 0 && HasGoneQuiet(lastChange, now))
            ? FeedValidators.None
            : Validators;

    private bool HasGoneQuiet(DateTimeOffset? lastChange, DateTimeOffset now) =>
        now - lastChange >= TrustedTime && !(now - WholeAt < TrustedTime);

    /// <summary>
    /// What is still valid when the source is polled at an address: validators and bytes belong to one address, and are void once a new
    /// revision of the reader would read the same bytes differently.
    /// </summary>
    public LastAnswer At(string url, int readerRevision) => Url == url && ReaderRevision == readerRevision
        ? this
        : this with { Url = url, Validators = FeedValidators.None, BodyHash = null, NotModifiedInRow = 0, ValidatorsLie = false };
}

/// <summary>Why a body could not be read.</summary>
/// <param name="Reason">In words, for a person.</param>
public sealed record UnreadableBody(FetchFailure Failure, string Reason);
