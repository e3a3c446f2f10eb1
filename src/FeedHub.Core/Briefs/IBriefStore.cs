namespace FeedHub.Core.Briefs;

/// <summary>The ID and number assigned to a brief; no number before publication.</summary>
public sealed record BriefIdentity(string Slug, string Id, int? Issue);

/// <summary>What a brief's file says about its identity.</summary>
/// <param name="Id">From the front matter, or null.</param>
/// <param name="Issue">From the front matter, or null.</param>
/// <param name="MintedId">The ID to assign if neither the file nor the store has one.</param>
/// <param name="Released">When the public first learns of it (<see cref="Brief.KnownFrom"/>); null for never.</param>
public sealed record BriefClaim(string Slug, string? Id, int? Issue, string MintedId, DateTimeOffset? Released);

/// <summary>Stores what is assigned to a brief once, and the versions of its text.</summary>
public interface IBriefStore
{
    /// <summary>
    /// The identity for each claim, by <see cref="BriefIdentities"/>. IDs are stored from the first time a file is seen, but numbers only
    /// for briefs that are public at <paramref name="now"/>; the number of any other brief may still go to a different one.
    /// </summary>
    Task<IReadOnlyDictionary<string, BriefIdentity>> IdentifyAsync(
        string series, IReadOnlyList<BriefClaim> claims, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The identities that the briefs of a series already have, by slug; assigns none.</summary>
    Task<IReadOnlyDictionary<string, BriefIdentity>> KnownAsync(string series, CancellationToken cancellationToken);

    /// <summary>Stores each text that differs from the last stored one for its slug, as that brief's next version.</summary>
    /// <param name="texts">File texts by slug.</param>
    Task KeepVersionsAsync(
        string series, IReadOnlyDictionary<string, string> texts, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Every version of a brief, oldest first; empty if we never saw it.</summary>
    Task<IReadOnlyList<BriefVersion>> VersionsAsync(string series, string slug, CancellationToken cancellationToken);
}
