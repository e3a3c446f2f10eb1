using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using FeedHub.Core.Briefs.Import;

namespace FeedHub.Core.Briefs.Following;

/// <summary>What was read from another site: the post there, and the brief that it is or becomes here.</summary>
public sealed record ImportedPost
{
    private const int MaxSlug = 80;

    private ImportedPost()
    {
    }

    public required Series Series { get; init; }
    /// <summary>What was read, with its date.</summary>
    public required ImportedBrief Brief { get; init; }
    /// <summary>How the other site lists it; null if it was read by itself.</summary>
    public required PostListing? Listing { get; init; }
    public required PostKey Key { get; init; }
    /// <summary>The slug of its brief in the series.</summary>
    public required string Slug { get; init; }
    /// <summary>What was known about the post before; null if it is new.</summary>
    public required FollowedPost? Known { get; init; }
    /// <summary>See <see cref="BriefFile.DigestOf"/>.</summary>
    public required string Digest { get; init; }

    /// <param name="brief">Dated: see <see cref="ImportReading.Dated"/>.</param>
    /// <param name="posts">All known posts of the series.</param>
    public static ImportedPost From(Series series, ImportedBrief brief, PostListing? listing, IReadOnlyList<FollowedPost> posts)
    {
        var key = PostKey.From(brief);
        var known = FollowedPost.Find(posts, key, brief.Url);
        return new()
        {
            Series = series,
            Brief = brief,
            Listing = listing,
            Key = known?.Key ?? key,
            Slug = known?.Slug ?? SlugFor(series, brief, key, posts),
            Known = known,
            Digest = BriefFile.DigestOf(brief),
        };
    }

    /// <summary>The brief's file, as it would be written now.</summary>
    /// <param name="from">Where it was read, used if it has no address of its own.</param>
    /// <param name="media">See <see cref="BriefFile.Settled.Media"/>.</param>
    public string Text(StandingFiles files, string from, IReadOnlyDictionary<string, string> media, DateTimeOffset now) =>
        BriefFile.Write(Brief with { Id = IdFor(files) }, new()
        {
            Published = Brief.Published ?? throw new InvalidOperationException("An undated brief has no file."),
            Media = media,
            SeriesLanguage = Series.Language,
            From = Brief.Url ?? from,
            Imported = now,
            Digest = Digest,
        });

    /// <summary>The post to store if its brief takes exactly its content.</summary>
    /// <param name="isIncomplete">See <see cref="PostVersion.IsIncomplete"/>.</param>
    public FollowedPost Followed(string text, bool isIncomplete, DateTimeOffset now) => new()
    {
        Series = Series.Slug,
        Key = Key,
        Slug = Slug,
        Url = Brief.Url ?? Known?.Url,
        // Read by itself, a post may say something else than its list did.
        Listing = Listing ?? (Known?.Listing is { } before ? before with { Stamp = "" } : null),
        Read = now,
        Withdrawal = Known?.Withdrawal,
        Text = text,
        Version = new(Digest, isIncomplete),
        Decided = new(Digest, isIncomplete),
        Base = text,
    };

    /// <summary>
    /// An ID already in the file stays, whatever is learnt about its post later; if the file has none, the store keeps the assigned one.
    /// Without a file, it is the ID by which readers know the brief, else the post's own.
    /// </summary>
    private string? IdFor(StandingFiles files) =>
        files.Imported is { } standing ? BriefFile.IdOf(standing) : Series.Briefs.FirstOrDefault(b => b.Slug == Slug)?.Id ?? Brief.Id;

    /// <summary>
    /// The slug of our brief if there already is one, else the post's own slug, with digits appended if another post has it.
    /// </summary>
    private static string SlugFor(Series series, ImportedBrief brief, PostKey key, IReadOnlyList<FollowedPost> posts)
    {
        var ours = series.Briefs.Concat(series.Drafts).FirstOrDefault(b => b.Id == brief.Id || PostAddress.Same(b.CanonicalUrl, brief.Url));
        if (ours is not null)
        {
            return ours.Slug;
        }
        return posts.Any(p => p.Slug == brief.Slug)
            ? $"{brief.Slug[..Math.Min(brief.Slug.Length, MaxSlug)].TrimEnd('-')}-{DigitsOf(key)}" : brief.Slug;
    }

    /// <summary>They are part of published addresses, so a key must always give the same digits.</summary>
    private static string DigitsOf(PostKey key)
    {
        var words = key switch
        {
            PostKey.Identifier identifier => identifier.Value,
            PostKey.Slug slug => $"text:{slug.Value}",
            _ => throw new UnreachableException(),
        };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)).AsSpan(0, 4));
    }
}
