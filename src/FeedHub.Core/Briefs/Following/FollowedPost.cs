namespace FeedHub.Core.Briefs.Following;

/// <summary>A post elsewhere that a brief of ours was made of, as it was last seen.</summary>
public sealed record FollowedPost
{
    /// <summary>Sightings of its absence that make a proposal to withdraw: one may be a fault of the other side.</summary>
    private const int Absences = 2;

    /// <summary>Time that must lie between two of them.</summary>
    private static readonly TimeSpan BetweenAbsences = TimeSpan.FromHours(1);

    /// <summary>Time between two questions to its own address.</summary>
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromHours(24);

    public required string Series { get; init; }
    public required PostKey Key { get; init; }
    /// <summary>The brief made of it.</summary>
    public required string Slug { get; init; }
    public string? Url { get; init; }
    /// <summary>When it was last saved there, as the other side spells it; null where it does not say.</summary>
    public string? Modified { get; init; }
    /// <summary>What it says.</summary>
    public required PostVersion Version { get; init; }
    /// <summary>The file that is made of what it says: the one that stands here, or the one that is proposed.</summary>
    public required string Text { get; init; }
    /// <summary>The version that is in force here, or that an editor has decided against.</summary>
    public required PostVersion Decided { get; init; }
    /// <summary>How often it was found absent, one after the other.</summary>
    public int Absent { get; init; }
    public DateTimeOffset? AbsentSince { get; init; }
    /// <summary>When its own address was last asked.</summary>
    public DateTimeOffset? Checked { get; init; }
    /// <summary>An editor has decided what becomes of the brief although the post is gone.</summary>
    public bool AbsenceDecided { get; init; }

    /// <summary>What an editor has to decide, or null.</summary>
    public BriefProposalKind? Proposal =>
        Absent >= Absences && !AbsenceDecided ? BriefProposalKind.Withdraw
        : Version != Decided ? BriefProposalKind.Change
        : null;

    /// <summary>The post once an editor has accepted or rejected what is proposed.</summary>
    public FollowedPost ProposalDecided() => Proposal switch
    {
        BriefProposalKind.Withdraw => this with { AbsenceDecided = true },
        _ => this with { Decided = Version },
    };

    /// <summary>The one of some posts that has a key, else the one that is at an address.</summary>
    public static FollowedPost? Find(IReadOnlyList<FollowedPost> posts, PostKey? key, string? url) =>
        posts.FirstOrDefault(p => p.Key == key) ?? posts.FirstOrDefault(p => PostAddress.Same(p.Url, url));

    /// <summary>Whether it has this key or is at this address.</summary>
    public bool Is(PostKey? key, string? url) => Key == key || PostAddress.Same(Url, url);

    public FollowedPost Seen() => this with { Absent = 0, AbsentSince = null, AbsenceDecided = false, Checked = null };

    /// <summary>
    /// Whether its own address is to be asked whether it is still there: once a day, and once it was not, as soon as that would count
    /// again. A time in the future was written by a clock that was ahead.
    /// </summary>
    public bool IsToBeAskedFor(DateTimeOffset now) =>
        Absent > 0
            ? now - AbsentSince >= BetweenAbsences || AbsentSince > now
            : Checked is null || now - Checked >= BetweenChecks || Checked > now;

    public FollowedPost Missed(DateTimeOffset now) =>
        Absent == 0 ? this with { Absent = 1, AbsentSince = now }
        // Seen by a clock that was ahead: its time is counted anew.
        : AbsentSince > now ? this with { AbsentSince = now }
        : now - AbsentSince >= BetweenAbsences * Absent ? this with { Absent = Math.Min(Absent + 1, Absences) }
        : this;
}
