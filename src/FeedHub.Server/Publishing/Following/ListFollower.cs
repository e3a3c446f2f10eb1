using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Briefs.Import.WordPress;
using FeedHub.Server.Publishing.Import;

namespace FeedHub.Server.Publishing.Following;

/// <summary>Follows a site that lists all its posts: a post that is not in the list is gone.</summary>
internal sealed class ListFollower(
    WordPressSite site, CurrentGuide current, BriefImporter importer, IFollowStore store, PostAbsences absences, TimeProvider clock)
{
    /// <summary>How many absent posts are asked for by themselves at each poll.</summary>
    private const int ChecksAtOnce = 10;

    /// <summary>Time after which a post is read again even if the list does not show that it may have changed.</summary>
    private static readonly TimeSpan BetweenReadings = TimeSpan.FromHours(24);

    /// <param name="posts">Address of the list.</param>
    /// <param name="index">What the list says, with just enough of each post to see whether it has changed.</param>
    /// <param name="isRequestedAgain">Whether another poll waits for this one to end; what is not urgent is then left to it.</param>
    public async Task TakeListAsync(
        Series series, string posts, PostIndex index, FollowReport report, Func<bool> isRequestedAgain, CancellationToken cancellationToken)
    {
        var guide = index.LinksIn(current.Value);
        var (list, known) = (index.Posts!, await store.PostsAsync(series.Slug, cancellationToken));
        var locked = list.Where(p => p.IsProtected).Select(p => Find(known, p)).OfType<FollowedPost>().ToList();
        await absences.NoteAsync(series, locked, PostAbsence.Withheld, report, cancellationToken);

        var listed = list.Where(p => p.IsPublic).Select(p => new ListedPost(p, Find(known, p))).ToList();
        foreach (var post in listed.Where(l => l.Known is not null))
        {
            post.Known = await absences.SeenAsync(post.Known!, report, cancellationToken);
        }
        var due = listed.Where(l => l.IsDue).ToList();
        await ImportAsync(series, posts, due, guide, report, cancellationToken);
        report.Unchanged += listed.Count - due.Count;
        if (index.IsWhole)
        {
            var seen = listed.Select(l => l.Known).Concat(locked).OfType<FollowedPost>().Select(k => k.Key).ToHashSet();
            var absent = known.Where(k => k.Listing is not null && !seen.Contains(k.Key)).ToList();
            await NoteAbsentAsync(series, posts, absent, listed, report, cancellationToken);
        }
        await ReadAgainAsync(series, posts, [.. listed.Except(due)], guide, report, isRequestedAgain, cancellationToken);
    }

    private static FollowedPost? Find(IReadOnlyList<FollowedPost> known, WordPressPost post) =>
        FollowedPost.Find(known, PostKey.Identified(post.Guid), post.Link);

    private async Task NoteAbsentAsync(
        Series series, string posts, IReadOnlyList<FollowedPost> absent, IReadOnlyList<ListedPost> listed, FollowReport report,
        CancellationToken cancellationToken)
    {
        var asked = 0;
        foreach (var post in absent)
        {
            var how = PostAbsence.Missing;
            if (post is { Listing.Number: { } number, AbsenceDecided: false, Withdrawal: null, Proposal: not BriefProposalKind.Withdraw }
                && listed.Count > 0 && asked++ < ChecksAtOnce)
            {
                how = await site.AbsenceOfAsync(posts, number, listed[0].Post.Number, cancellationToken);
            }
            await absences.NoteAsync(series, [post], how, report, cancellationToken);
        }
    }

    /// <summary>
    /// Reads posts whose author, tags or picture have other names now, then a few of those that were not read for longest: the list shows
    /// neither that nor what a plug-in puts into a text.
    /// </summary>
    private async Task ReadAgainAsync(
        Series series, string posts, IReadOnlyList<ListedPost> listed, ImportGuide guide, FollowReport report, Func<bool> isRequestedAgain,
        CancellationToken cancellationToken)
    {
        var names = listed.SelectMany(l => l.Post.TranslationLinks(guide.LinkOf)).DistinctBy(l => l.Key).ToDictionary();
        foreach (var kind in listed.SelectMany(l => l.Post.Names).GroupBy(n => n.Kind))
        {
            if (isRequestedAgain())
            {
                return;
            }
            foreach (var (key, name) in await site.NamesAsync(posts, kind, cancellationToken))
            {
                names[key] = name;
            }
        }
        var renamed = listed.Where(l => l.Known?.Listing?.IsRenamedBy(names) == true).ToList();
        var now = clock.GetUtcNow();
        // A time in the future was written by a clock that was ahead.
        var old = listed.Except(renamed).Where(l => l.Known?.Read is not { } read || (now - read).Duration() >= BetweenReadings)
            .OrderBy(l => l.Known?.Read ?? DateTimeOffset.MinValue).Take(WordPressSite.Batch);
        if (!isRequestedAgain())
        {
            await ImportAsync(series, posts, [.. renamed, .. old], guide, report, cancellationToken);
        }
    }

    private async Task ImportAsync(
        Series series, string posts, IReadOnlyList<ListedPost> due, ImportGuide guide, FollowReport report,
        CancellationToken cancellationToken)
    {
        // In the order of their dates: the files may be read while they are being written, and briefs are numbered as they appear.
        var stamps = due.ToDictionary(d => d.Post.Number, d => d.Post.Stamp);
        var wanted = due.Select(d => d.Post).OrderBy(p => p.Published).ThenBy(p => p.Number);
        var whole = await site.WholeAsync(posts, [.. wanted], cancellationToken);
        foreach (var post in whole.Posts)
        {
            var names = post.NamesEmbedded().Concat(post.TranslationLinks(guide.LinkOf)).ToDictionary();
            var listing = new PostListing(stamps[post.Number], post.Number, names);
            var outcome = await importer.KeepAsync(series, post.Read(guide), post.Link ?? posts, listing, null, cancellationToken);
            report.Add(post.Link ?? post.Guid ?? posts, outcome);
        }
        foreach (var lost in due.Select(d => d.Post).ExceptBy(whole.Posts.Select(w => w.Number), p => p.Number))
        {
            report.Failed.Add(new(lost.Link ?? posts, $"its content could not be fetched{(whole.WhyNot is { } why ? $": {why}" : "")}"));
        }
    }

    /// <summary>A post of the list, and what was known of it before.</summary>
    private sealed class ListedPost(WordPressPost post, FollowedPost? known)
    {
        public WordPressPost Post => post;

        public FollowedPost? Known { get; set; } = known;

        /// <summary>Whether it may say something new.</summary>
        public bool IsDue => Known is null || post.Stamp.Length == 0 || Known.Listing?.Stamp != post.Stamp || Known.Version.IsIncomplete;
    }
}
