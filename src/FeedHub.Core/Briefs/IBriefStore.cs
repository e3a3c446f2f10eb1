namespace FeedHub.Core.Briefs;

/// <summary>The ID and number that a brief was given; no number before it has come out.</summary>
public sealed record BriefIdentity(string Slug, string Id, int? Issue);

/// <summary>What a brief's file says of its identity.</summary>
/// <param name="Id">From the front matter, or null.</param>
/// <param name="Issue">From the front matter, or null.</param>
/// <param name="MintedId">The ID to give when the file names none and the store has none.</param>
/// <param name="Released">From when on the public knows of it (<see cref="Brief.KnownFrom"/>); null for never.</param>
public sealed record BriefClaim(string Slug, string? Id, int? Issue, string MintedId, DateTimeOffset? Released);

/// <summary>Keeps what a brief is given once.</summary>
public interface IBriefStore
{
    /// <summary>
    /// The identity of each claim, by <see cref="BriefIdentities"/>. What is given is kept from the first sight of the file on, but the
    /// number only of a brief that is out at <paramref name="now"/>; that of any other may still become another's.
    /// </summary>
    Task<IReadOnlyDictionary<string, BriefIdentity>> IdentifyAsync(
        string series, IReadOnlyList<BriefClaim> claims, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The identities that briefs of a series have, by slug; gives none.</summary>
    Task<IReadOnlyDictionary<string, BriefIdentity>> KnownAsync(string series, CancellationToken cancellationToken);

    /// <summary>Keeps each text that differs from the last one kept for its slug as that brief's next version.</summary>
    /// <param name="texts">File texts by slug.</param>
    Task KeepVersionsAsync(
        string series, IReadOnlyDictionary<string, string> texts, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Every version of a brief, oldest first; empty for one that we never saw.</summary>
    Task<IReadOnlyList<BriefVersion>> VersionsAsync(string series, string slug, CancellationToken cancellationToken);
}
