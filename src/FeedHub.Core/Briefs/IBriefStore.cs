namespace FeedHub.Core.Briefs;

/// <summary>The ID and number that a brief was given.</summary>
public sealed record BriefIdentity(string Slug, string Id, int Issue);

/// <summary>What a brief's file says of its identity.</summary>
/// <param name="Id">From the front matter, or null.</param>
/// <param name="Issue">From the front matter, or null.</param>
/// <param name="MintedId">The ID to give when the file names none and the store has none.</param>
public sealed record BriefClaim(string Slug, string? Id, int? Issue, string MintedId, DateTimeOffset Published);

/// <summary>Keeps what a brief is given once.</summary>
public interface IBriefStore
{
    /// <summary>
    /// The identity of each claim, minting what is absent: numbers follow the greatest number so far, in order of publication.
    /// An ID or number in the file wins over the stored one.
    /// </summary>
    Task<IReadOnlyDictionary<string, BriefIdentity>> IdentifyAsync(string series, IReadOnlyList<BriefClaim> claims, CancellationToken cancellationToken);
}
