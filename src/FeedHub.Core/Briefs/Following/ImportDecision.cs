using FeedHub.Core.Briefs.Import;

namespace FeedHub.Core.Briefs.Following;

/// <summary>
/// What to do with a brief's files once its post has been read. A post that could not be read ends as <see cref="ImportReading.Refused"/>.
/// </summary>
public abstract record ImportDecision
{
    private ImportDecision()
    {
    }

    /// <summary>The post to store.</summary>
    public required FollowedPost Post { get; init; }

    /// <summary>The first step, before anything else is fetched; null if the post needs a closer look.</summary>
    /// <param name="digest">Digest of the post's current content; see <see cref="BriefFile.DigestOf"/>.</param>
    /// <param name="listing">How its site lists it; null if not known.</param>
    public static ImportDecision? BeforePictures(
        FollowedPost? known, StandingFiles files, string digest, PostListing? listing, DateTimeOffset now) =>
        known is not null && files.InForce is not null && known.Version == new PostVersion(digest, IsIncomplete: false)
            ? new Unchanged { Post = known.Seen() with { Listing = listing ?? known.Listing, Read = now } } : null;

    /// <summary>The second step, once the pictures have been requested.</summary>
    /// <param name="known">What was known about the post before; null if it is new.</param>
    /// <param name="now">The post as it is now, with the file that would be made from it.</param>
    public static ImportDecision For(FollowedPost? known, StandingFiles files, FollowedPost now)
    {
        if (files.AreOfEditors(known))
        {
            // The first version seen is not a change, and an editor is not asked twice about the same version.
            return known is null || known.Decided == now.Version
                ? new Unchanged { Post = now, GivesWay = true }
                : new Propose { Post = now with { Decided = known.Decided, Base = known.Base } };
        }
        return files.Imported is { } standing && BriefFile.SaysTheSame(standing, now.Text)
            ? new Unchanged { Post = now with { Text = standing, Base = standing } }
            : new Write { Post = now, IsNew = files.Imported is null };
    }

    /// <summary>The file is written with the post's text.</summary>
    public sealed record Write : ImportDecision
    {
        /// <summary>Whether there was no file before.</summary>
        public required bool IsNew { get; init; }
    }

    /// <summary>The files stay, and an editor decides.</summary>
    public sealed record Propose : ImportDecision;

    /// <summary>The files stay, and there is nothing to decide.</summary>
    public sealed record Unchanged : ImportDecision
    {
        /// <summary>They stay because they belong to editors, not because their content is the same.</summary>
        public bool GivesWay { get; init; }
    }
}
