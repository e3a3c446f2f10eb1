using FeedHub.Core.Briefs;
using FeedHub.Server.Configuration;
using FeedHub.Server.Publishing.Import;

namespace FeedHub.Server.Publishing.Following;

/// <summary>
/// Polls what a series follows, once: new posts become briefs, changed ones new versions, absent ones finally a proposal.
/// </summary>
internal sealed class SeriesFollower(WordPressSite site, ListFollower lists, FeedFollower feeds, CatalogStamps stamps)
{
    /// <param name="isRequestedAgain">Whether another poll waits for this one to end.</param>
    public async Task<FollowReport> PollAsync(Series series, Func<bool> isRequestedAgain, CancellationToken cancellationToken)
    {
        var url = series.Follow!.Url;
        var report = new FollowReport { Series = series.Slug };
        var posts = WordPressSite.IsPosts(url) ? url : WordPressSite.PostsOfFeed(url);
        var index = posts is null ? null : await site.IndexAsync(posts, cancellationToken);
        if (index?.Posts is not null)
        {
            report.Result = index.Last;
            report.Notes.AddRange(index.Notes.Select(n => new FollowFault(posts!, n)));
            await lists.TakeListAsync(series, posts!, index, report, isRequestedAgain, cancellationToken);
        }
        else if (index is not null && WordPressSite.IsPosts(url))
        {
            report.Result = index.Last;
        }
        else
        {
            await feeds.PollFeedAsync(series, report, cancellationToken);
        }
        if (report.HasWritten)
        {
            stamps.Expect();
        }
        return report;
    }
}
