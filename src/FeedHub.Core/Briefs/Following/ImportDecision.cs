using FeedHub.Core.Briefs.Import;

namespace FeedHub.Core.Briefs.Following;

/// <summary>
/// What becomes of a brief's files when its post has been read. What could not be read at all comes no further than
/// <see cref="ImportReading.Refused"/>.
/// </summary>
public abstract record ImportDecision
{
    private ImportDecision()
    {
    }

    /// <summary>The post as it is to be kept.</summary>
    public required FollowedPost Post { get; init; }

    /// <summary>The first step, before anything more is fetched: null when the post must be looked at more closely.</summary>
    /// <param name="digest">Of what the post says now; see <see cref="BriefFile.DigestOf"/>.</param>
    /// <param name="modified">When it was last saved there; null where it does not say.</param>
    public static ImportDecision? BeforePictures(FollowedPost? known, StandingFiles files, string digest, string? modified) =>
        known is not null && files.InForce is not null && known.Version == new PostVersion(digest, IsIncomplete: false)
            ? new Unchanged { Post = known.Seen() with { Modified = modified ?? known.Modified } } : null;

    /// <summary>The second step, once the pictures were asked for.</summary>
    /// <param name="known">What was known of the post before; null for one never seen.</param>
    /// <param name="now">The post as it is now, with the file that would be made of it.</param>
    public static ImportDecision For(FollowedPost? known, StandingFiles files, FollowedPost now)
    {
        if (files.AreOfEditors(known))
        {
            // What it says at first sight is no change, and what was decided is not asked again.
            return known is null || known.Decided == now.Version
                ? new Unchanged { Post = now, GivesWay = true }
                : new Propose { Post = now with { Decided = known.Decided } };
        }
        return files.Imported is { } standing && BriefFile.SaysTheSame(standing, now.Text)
            ? new Unchanged { Post = now with { Text = standing } }
            : new Write { Post = now, IsNew = files.Imported is null };
    }

    /// <summary>The file is written with the post's text.</summary>
    public sealed record Write : ImportDecision
    {
        /// <summary>Whether there was none before.</summary>
        public required bool IsNew { get; init; }
    }

    /// <summary>The files stay, and an editor is asked.</summary>
    public sealed record Propose : ImportDecision;

    /// <summary>The files stay, and there is nothing to ask.</summary>
    public sealed record Unchanged : ImportDecision
    {
        /// <summary>They stay as they are editors', and not since they say the same.</summary>
        public bool GivesWay { get; init; }
    }
}
