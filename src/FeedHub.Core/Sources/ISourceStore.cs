using FeedHub.Core.Sources.Settings;

namespace FeedHub.Core.Sources;

/// <summary>Stores the sources and what is known about them from polling.</summary>
public interface ISourceStore
{
    /// <summary>
    /// Updates the stored sources to match those declared: new ones are due at once; disabled ones and those no longer declared are not
    /// polled. Entries are kept.
    /// </summary>
    Task ReconcileAsync(IReadOnlyList<Source> declared, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Claims sources for one worker until now + <see cref="ClaimOrder.Lease"/>: a claimed source is not claimed twice, and no site (<see
    /// cref="SourcePoliteness.SiteOf"/>) has more than <see cref="ClaimOrder.PerSite"/> claims, so that a site with many sources does not
    /// hold up others.
    /// </summary>
    Task<IReadOnlyList<ClaimedSource>> ClaimAsync(ClaimOrder order, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The number of sources that match the order, are not claimed, and wait only for their site.</summary>
    Task<int> WaitingAsync(ClaimOrder order, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Releases the claims of a worker that has ended. What it may have asked for already is not due before
    /// <see cref="PollSchedule.Shortest"/> has passed from now.
    /// </summary>
    Task ReleaseAsync(string worker, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Every source, declared or not, with its state and entry count, by title.</summary>
    Task<IReadOnlyList<SourceOverview>> OverviewAsync(CancellationToken cancellationToken);

    /// <summary>How many sources there are of each standing that any has.</summary>
    Task<IReadOnlyDictionary<SourceStanding, int>> StandingsAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Sources of a standing by title: at most <paramref name="max"/>, after the first <paramref name="skip"/>.</summary>
    Task<IReadOnlyList<SourceOverview>> ListAsync(
        SourceStanding standing, int skip, int max, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Sources by ID: at most <paramref name="max"/>, after <paramref name="after"/> or from the first on.</summary>
    Task<IReadOnlyList<SourceOverview>> AfterAsync(SourceId? after, int max, CancellationToken cancellationToken);

    /// <summary>One source with its last events, newest first; null if there is none with that ID.</summary>
    Task<SourceReport?> ReportAsync(SourceId id, int maxEvents, CancellationToken cancellationToken);

    /// <summary>The last fetches of a source, newest first; no more than <see cref="SourceFetch.Kept"/> are kept.</summary>
    Task<IReadOnlyList<SourceFetch>> FetchesAsync(SourceId source, int max, CancellationToken cancellationToken);

    /// <summary>Undoes the move of a source's address; false if none is in force or the source is being polled.</summary>
    Task<bool> UndoMoveAsync(SourceId source, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The last events, newest first.</summary>
    Task<IReadOnlyList<SourceEvent>> EventsAsync(int max, CancellationToken cancellationToken);
}

/// <summary>Which sources to claim, and for whom.</summary>
public sealed record ClaimOrder
{
    /// <summary>Unique name of the claiming process.</summary>
    public required string Worker { get; init; }
    /// <summary>Maximum number of sources.</summary>
    public int Max { get; init; } = 64;
    public int PerSite { get; init; } = 2;
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(5);
    /// <summary>Also claim sources that are not due, at a person's request.</summary>
    public bool EvenIfNotDue { get; init; }
    /// <summary>Leave out sources attempted at or after this instant.</summary>
    public DateTimeOffset? NotSince { get; init; }
    /// <summary>The only source to claim; null for all.</summary>
    public SourceId? Only { get; init; }
}

/// <summary>A source that only this worker may poll until its lease ends.</summary>
public sealed record ClaimedSource(Source Source, SourceState State);

/// <summary>A source as shown on the sources page; <c>Declared</c> is false if the configuration no longer has it.</summary>
public sealed record SourceOverview(Source Source, SourceState State, bool Declared, long Entries);

/// <summary>A source as shown on its own page.</summary>
public sealed record SourceReport(SourceOverview Overview, IReadOnlyList<SourceEvent> Events);
