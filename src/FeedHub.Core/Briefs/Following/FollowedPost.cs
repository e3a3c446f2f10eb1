namespace FeedHub.Core.Briefs.Following;

/// <summary>A post on another site from which one of our briefs was made, as last seen.</summary>
public sealed record FollowedPost
{
    /// <summary>How often the post must be found missing before a withdrawal is proposed: once may be a fault of the other site.</summary>
    private const int Absences = 2;

    /// <summary>Minimum time between two such findings.</summary>
    private static readonly TimeSpan BetweenAbsences = TimeSpan.FromHours(1);

    /// <summary>Time between two checks of the post's own address.</summary>
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromHours(24);

    public required string Series { get; init; }
    public required PostKey Key { get; init; }
    /// <summary>The slug of the brief made from it.</summary>
    public required string Slug { get; init; }
    public string? Url { get; init; }
    /// <summary>How the other site lists it; null if it was only ever read by itself.</summary>
    public PostListing? Listing { get; init; }
    /// <summary>When its text was last read; null if not known.</summary>
    public DateTimeOffset? Read { get; init; }
    /// <summary>Its current version.</summary>
    public required PostVersion Version { get; init; }
    /// <summary>The file made from that version: either the one in place here, or the one proposed.</summary>
    public required string Text { get; init; }
    /// <summary>The version that is in force here, or that an editor has rejected.</summary>
    public required PostVersion Decided { get; init; }
    /// <summary>The file made from that version; null if it was not kept, as in older data.</summary>
    public string? Base { get; init; }
    /// <summary>How many times in a row it was found missing.</summary>
    public int Absent { get; init; }
    public DateTimeOffset? AbsentSince { get; init; }
    /// <summary>When its own address was last checked.</summary>
    public DateTimeOffset? Checked { get; init; }
    /// <summary>An editor has already decided what to do with the brief now that the post is gone.</summary>
    public bool AbsenceDecided { get; init; }
    /// <summary>Null unless its brief was withdrawn because the post was not public.</summary>
    public PostWithdrawal? Withdrawal { get; init; }

    /// <summary>What an editor has to decide, or null.</summary>
    public BriefProposalKind? Proposal =>
        Absent >= Absences && !AbsenceDecided && Withdrawal is null ? BriefProposalKind.Withdraw
        : Absent == 0 && Withdrawal is { ByEditor: true } ? BriefProposalKind.Restore
        : Version != Decided ? BriefProposalKind.Change
        : null;

    /// <summary>The post once an editor has accepted or rejected what is proposed.</summary>
    public FollowedPost ProposalDecided() => Proposal switch
    {
        BriefProposalKind.Withdraw => this with { AbsenceDecided = true },
        BriefProposalKind.Restore => this with { Withdrawal = null, Decided = Version, Base = Text },
        _ => this with { Decided = Version, Base = Text },
    };

    /// <summary>Whether an editor who decides about one of the two has seen what the other proposes.</summary>
    public bool ProposesTheSameAs(FollowedPost other) => Proposal == other.Proposal && Version == other.Version;

    /// <summary>The post with a key, else the post at an address.</summary>
    public static FollowedPost? Find(IReadOnlyList<FollowedPost> posts, PostKey? key, string? url) =>
        posts.FirstOrDefault(p => p.Key == key) ?? posts.FirstOrDefault(p => PostAddress.Same(p.Url, url));

    /// <summary>Whether it has this key or is at this address.</summary>
    public bool Is(PostKey? key, string? url) => Key == key || PostAddress.Same(Url, url);

    public FollowedPost Seen() => this with { Absent = 0, AbsentSince = null, AbsenceDecided = false, Checked = null };

    /// <summary>
    /// Whether to check if the post is still at its address. This is due once a day; after the post was found missing, as soon as another
    /// finding would be counted. A time in the future was written by a clock that was ahead.
    /// </summary>
    public bool IsToBeAskedFor(DateTimeOffset now) =>
        Absent > 0
            ? now - AbsentSince >= BetweenAbsences || AbsentSince > now
            : Checked is null || now - Checked >= BetweenChecks || Checked > now;

    /// <summary>The post once it was found not to be public.</summary>
    public FollowedPost Missed(PostAbsence how, DateTimeOffset now) =>
        // What the site says of the post itself is no fault, so nothing is waited for.
        how != PostAbsence.Missing ? this with { Absent = Absences, AbsentSince = AbsentSince ?? now }
        : Absent == 0 ? this with { Absent = 1, AbsentSince = now }
        // Recorded by a clock that was ahead: counting starts again from now.
        : AbsentSince > now ? this with { AbsentSince = now }
        : now - AbsentSince >= BetweenAbsences * Absent ? this with { Absent = Math.Min(Absent + 1, Absences) }
        : this;

    /// <summary>Whether its brief is withdrawn without asking, now that it was found not to be public.</summary>
    public bool IsWithdrawnUnasked(PostAbsence how, WithdrawalRule rule) => Withdrawal is null && !AbsenceDecided && rule switch
    {
        WithdrawalRule.WhenSiteSaysSo => how == PostAbsence.Withheld,
        WithdrawalRule.AtOnce => how != PostAbsence.Missing || Proposal == BriefProposalKind.Withdraw,
        _ => false,
    };
}
