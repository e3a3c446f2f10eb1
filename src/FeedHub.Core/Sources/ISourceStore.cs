namespace FeedHub.Core.Sources;

/// <summary>The sources with what polling told of them.</summary>
public interface ISourceStore
{
    /// <summary>
    /// Makes the store's sources those declared: new ones are due at once, those no longer declared or disabled are not polled;
    /// entries stay.
    /// </summary>
    Task ReconcileAsync(IReadOnlyList<Source> declared, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Claims sources for one worker until now + <see cref="ClaimOrder.Lease"/>: a claimed source is not claimed twice, and no registrable
    /// domain has more than <see cref="ClaimOrder.PerSite"/> claims, so that one with many sources holds up no other.
    /// </summary>
    Task<IReadOnlyList<ClaimedSource>> ClaimAsync(ClaimOrder order, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>How many sources meet the order, are claimed by nobody, and wait only for their site.</summary>
    Task<int> WaitingAsync(ClaimOrder order, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Gives claims back unpolled, at shutdown.</summary>
    Task ReleaseAsync(string worker, CancellationToken cancellationToken);

    /// <summary>Every source, declared or not, with its state and entry count, by title.</summary>
    Task<IReadOnlyList<SourceOverview>> OverviewAsync(CancellationToken cancellationToken);

    /// <summary>One source with its last events, newest first; null when there is none of that name.</summary>
    Task<SourceReport?> ReportAsync(SourceId id, int maxEvents, CancellationToken cancellationToken);

    /// <summary>The last fetches of a source, newest first; no more than <see cref="SourceFetch.Kept"/> are kept.</summary>
    Task<IReadOnlyList<SourceFetch>> FetchesAsync(SourceId source, int max, CancellationToken cancellationToken);

    /// <summary>Takes back the move of a source's address; false when none is in force, or when the source is being polled.</summary>
    Task<bool> UndoMoveAsync(SourceId source, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The last events, newest first.</summary>
    Task<IReadOnlyList<SourceEvent>> EventsAsync(int max, CancellationToken cancellationToken);
}

/// <summary>Which sources to claim, and for whom.</summary>
public sealed record ClaimOrder
{
    /// <summary>Unique name of the claiming process.</summary>
    public required string Worker { get; init; }
    /// <summary>Sources at most.</summary>
    public int Max { get; init; } = 64;
    public int PerSite { get; init; } = 2;
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(5);
    /// <summary>Also those that are not due: a person asked.</summary>
    public bool EvenIfNotDue { get; init; }
    /// <summary>Leave out sources attempted at or after this instant.</summary>
    public DateTimeOffset? NotSince { get; init; }
    /// <summary>The one source asked for.</summary>
    public SourceId? Only { get; init; }
}

/// <summary>A source that this worker alone may poll until its lease ends.</summary>
public sealed record ClaimedSource(Source Source, SourceState State);

/// <summary>A source as the sources page shows it; <c>Declared</c> is false for one that the configuration no longer names.</summary>
public sealed record SourceOverview(Source Source, SourceState State, bool Declared, long Entries);

/// <summary>A source as its own page shows it.</summary>
public sealed record SourceReport(SourceOverview Overview, IReadOnlyList<SourceEvent> Events);
