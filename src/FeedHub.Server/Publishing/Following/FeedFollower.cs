using System.Security.Cryptography;
using System.Text;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Sources;
using FeedHub.Formats;
using FeedHub.Formats.Reading;
using FeedHub.Server.Publishing.Import;

namespace FeedHub.Server.Publishing.Following;

/// <summary>Follows a feed, which has only the latest posts: a post that is not in it is checked at its own address.</summary>
internal sealed class FeedFollower(
    OutsideFetch fetch, PostFinder finder, BriefImporter importer, IFollowStore store, PostAbsences absences, TimeProvider clock)
{
    private const int ChecksAtOnce = 5;

    /// <param name="validators">Those of the last answer from the feed's address.</param>
    public async Task PollFeedAsync(Series series, FeedValidators validators, FollowReport report, CancellationToken cancellationToken)
    {
        report.Result = await fetch.AskAsync(series.Follow!.Url, validators, cancellationToken);
        if (report.Result is FetchResult.Failed)
        {
            return;
        }
        var known = await store.PostsAsync(series.Slug, cancellationToken);
        IReadOnlyList<FeedItem> items = [];
        if (report.Result is FetchResult.Fetched body)
        {
            var reading = FeedReader.Read(body.Body, PostFinder.Origin(body));
            if (reading is not FeedReading.Readable { Document: var document })
            {
                report.Result = new FetchResult.Failed
                {
                    Failure = FetchFailure.NotAFeed,
                    Detail = "the answer is neither a feed nor a WordPress list of posts: " + ((FeedReading.Unreadable)reading).Reason,
                    StatusCode = body.StatusCode,
                };
                return;
            }
            items = document.Items;
            foreach (var item in items.Reverse())
            {
                await TakeItemAsync(series, item, document.Language, known, report, cancellationToken);
            }
        }
        await AskForLeftAsync([.. known.Where(k => !items.Any(i => k.Is(PostKey.Identified(i.Id), i.Link)))], report, cancellationToken);
    }

    private async Task TakeItemAsync(
        Series series,
        FeedItem item,
        string? language,
        IReadOnlyList<FollowedPost> known,
        FollowReport report,
        CancellationToken cancellationToken)
    {
        var hash = HashOf(item);
        var before = FollowedPost.Find(known, PostKey.Identified(item.Id), item.Link);
        if (before?.Modified == hash && !before.Version.IsIncomplete)
        {
            report.Unchanged++;
            if (before.Absent > 0 || before.AbsenceDecided || before.Checked is not null)
            {
                await store.KeepAsync([before.Seen()], cancellationToken);
            }
            return;
        }
        var own = FeedPost.Read(item, language);
        var reading = FeedPost.IsWhole(item) || item.Link is null ? own : await finder.ReadAsync(item.Link, cancellationToken);
        if (reading is ImportReading.Refused { IsProtected: true })
        {
            await absences.WithholdAsync(before is null ? [] : [before], report, cancellationToken);
            return;
        }
        if (reading is ImportReading.Read read)
        {
            reading = read with { Brief = FeedPost.Named(read.Brief, own) };
        }
        var outcome = await importer.KeepAsync(series, reading, item.Link ?? series.Follow!.Url, hash, null, cancellationToken);
        report.Add(item.Link ?? item.Id ?? series.Slug, outcome);
    }

    /// <summary>A post that has left a short feed is usually just old, so it is checked at its own address.</summary>
    /// <param name="left">Posts that are not in the feed; all known posts if it has not changed.</param>
    private async Task AskForLeftAsync(IReadOnlyList<FollowedPost> left, FollowReport report, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var hasChanged = report.Result is FetchResult.Fetched;
        // While the feed does not change, posts that were in it still are; only those known to have left it are checked.
        var due = left.Where(k => k is { Modified: not null, Url: not null })
            .Where(k => (hasChanged || k.Checked is not null) && k.IsToBeAskedFor(now))
            .OrderBy(k => k.Checked ?? DateTimeOffset.MinValue).Take(ChecksAtOnce);
        foreach (var post in due.ToList())
        {
            var gone = await fetch.IsGoneAsync(post.Url!, cancellationToken);
            if (gone == true)
            {
                await absences.NoteAsync([post with { Checked = now }], report, cancellationToken);
            }
            else
            {
                await store.KeepAsync([(gone == false ? post.Seen() : post) with { Checked = now }], cancellationToken);
            }
        }
    }

    /// <summary>A feed rarely says when an item was last saved, but the hash of its texts shows whether it has changed.</summary>
    private static string HashOf(FeedItem item) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\0', item.Title?.Value, item.Link, item.Summary?.Value, item.Content?.Value, item.Published, item.Updated))));
}
