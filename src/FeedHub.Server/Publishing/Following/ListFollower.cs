using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import.WordPress;
using FeedHub.Server.Publishing.Import;

namespace FeedHub.Server.Publishing.Following;

/// <summary>Follows a site that lists all its posts: a post that is not in the list is gone.</summary>
internal sealed class ListFollower(WordPressSite site, BriefImporter importer, IFollowStore store, PostAbsences absences)
{
    /// <param name="posts">Address of the list.</param>
    /// <param name="list">Its posts, with just enough of each to see whether it has changed.</param>
    /// <param name="isWhole">Whether a post that is not in the list is gone.</param>
    public async Task TakeListAsync(
        Series series, string posts, IReadOnlyList<WordPressPost> list, bool isWhole, FollowReport report,
        CancellationToken cancellationToken)
    {
        var known = await store.PostsAsync(series.Slug, cancellationToken);
        var there = list.Where(p => p.IsPublic)
            .Select(p => new ListedPost(p, FollowedPost.Find(known, PostKey.Identified(p.Guid), p.Link))).ToLookup(p => p.IsDue);
        await ImportAsync(series, posts, [.. there[true].Select(p => p.Post).OrderBy(p => p.Number)], report, cancellationToken);

        var same = there[false].Select(p => p.Known).OfType<FollowedPost>().ToList();
        report.Unchanged += same.Count;
        await store.KeepAsync([.. same.Where(k => k.Absent > 0 || k.AbsenceDecided).Select(k => k.Seen())], cancellationToken);

        var locked = list.Where(p => p.IsProtected).Select(p => FollowedPost.Find(known, PostKey.Identified(p.Guid), p.Link))
            .OfType<FollowedPost>().ToList();
        await absences.WithholdAsync(locked, report, cancellationToken);
        if (!isWhole)
            return;
        var seen = there.SelectMany(g => g).Select(p => p.Known).Concat(locked).ToHashSet();
        await absences.NoteAsync([.. known.Where(k => k.Modified is not null && !seen.Contains(k))], report, cancellationToken);
    }

    private async Task ImportAsync(
        Series series, string posts, IReadOnlyList<WordPressPost> due, FollowReport report, CancellationToken cancellationToken)
    {
        var whole = await site.WholeAsync(posts, due, cancellationToken);
        foreach (var post in whole.Posts)
        {
            var outcome = await importer.KeepAsync(series, post.Read(), post.Link ?? posts, post.Modified ?? "", null, cancellationToken);
            report.Add(post.Link ?? post.Guid ?? posts, outcome);
        }
        foreach (var lost in due.ExceptBy(whole.Posts.Select(w => w.Number), p => p.Number))
        {
            report.Failed.Add(new(lost.Link ?? posts, $"its content could not be fetched{(whole.WhyNot is { } why ? $": {why}" : "")}"));
        }
    }

    /// <summary>A post of the list, and what was known of it before.</summary>
    private sealed record ListedPost(WordPressPost Post, FollowedPost? Known)
    {
        /// <summary>Whether it may say something new.</summary>
        public bool IsDue =>
            Known is null || Post.Modified is null || Known.Modified != Post.Modified || Known.Version.IsIncomplete;
    }
}
