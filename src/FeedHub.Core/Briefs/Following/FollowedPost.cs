namespace FeedHub.Core.Briefs.Following;

/// <summary>A post elsewhere that a brief of ours was made of, as it was last seen.</summary>
public sealed record FollowedPost
{
    /// <summary>Sightings of its absence that make a proposal to withdraw: one may be a fault of the other side.</summary>
    private const int Absences = 2;

    /// <summary>Time that must lie between two of them.</summary>
    public static readonly TimeSpan BetweenAbsences = TimeSpan.FromHours(1);

    /// <summary>Ends the digest of a post of which something is still to be had.</summary>
    public const string Incomplete = "+";

    public required string Series { get; init; }
    /// <summary>What tells it from all others: its guid, else its address.</summary>
    public required string Key { get; init; }
    /// <summary>The brief made of it.</summary>
    public required string Slug { get; init; }
    public string? Url { get; init; }
    /// <summary>When it was last saved there, as the other side spells it; null where it does not say.</summary>
    public string? Modified { get; init; }
    /// <summary>Digest of what it says, and the file that is made of that.</summary>
    public required string Digest { get; init; }
    public required string Text { get; init; }
    /// <summary>The digest that is in force here, or that an editor has decided against.</summary>
    public required string Decided { get; init; }
    public int Absent { get; init; }
    public DateTimeOffset? AbsentSince { get; init; }
    /// <summary>When its own address was last asked.</summary>
    public DateTimeOffset? Checked { get; init; }
    /// <summary>An editor has decided what becomes of the brief although the post is gone.</summary>
    public bool AbsenceDecided { get; init; }

    /// <summary>What an editor has to decide, or null.</summary>
    public BriefProposalKind? Proposal =>
        Absent >= Absences && !AbsenceDecided ? BriefProposalKind.Withdraw
        : Digest != Decided ? BriefProposalKind.Change
        : null;

    public FollowedPost Seen() => this with { Absent = 0, AbsentSince = null, AbsenceDecided = false, Checked = null };

    public FollowedPost Missed(DateTimeOffset now) =>
        Absent == 0 ? this with { Absent = 1, AbsentSince = now }
        // Seen by a clock that was ahead: its time is counted anew.
        : AbsentSince > now ? this with { AbsentSince = now }
        : now - AbsentSince >= BetweenAbsences * Absent ? this with { Absent = Math.Min(Absent + 1, Absences) }
        : this;
}

/// <summary>What is proposed for a brief.</summary>
public enum BriefProposalKind
{
    /// <summary>The post has changed, and a file that wins over it has not.</summary>
    Change,
    /// <summary>The post is gone.</summary>
    Withdraw,
}

/// <summary>Keeps what was seen of followed posts.</summary>
public interface IFollowStore
{
    /// <summary>The posts of a series, by slug.</summary>
    Task<IReadOnlyList<FollowedPost>> PostsAsync(string series, CancellationToken cancellationToken);

    /// <summary>Keeps posts in place of what was known of them.</summary>
    Task KeepAsync(IReadOnlyList<FollowedPost> posts, CancellationToken cancellationToken);
}
