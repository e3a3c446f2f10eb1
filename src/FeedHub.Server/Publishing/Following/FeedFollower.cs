using System.Security.Cryptography;
using System.Text;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Sources;
using FeedHub.Formats;
using FeedHub.Formats.Reading;
using FeedHub.Server.Configuration;
using FeedHub.Server.Publishing.Import;

namespace FeedHub.Server.Publishing.Following;

/// <summary>Follows a feed, which has only the latest posts: a post that is not in it is checked at its own address.</summary>
internal sealed class FeedFollower(
    OutsideFetch fetch,
    PostFinder finder,
    WordPressSite site,
    CurrentGuide guide,
    BriefImporter importer,
    IFollowStore store,
    PostAbsences absences,
    CurrentCatalog current,
    TimeProvider clock)
{
    private const int ChecksAtOnce = 5;

    /// <summary>
    /// The feed is asked for without conditions: WordPress answers “not modified” when a post with an earlier date is added, restored
    /// or deleted, since it compares the time of its newest post alone.
    /// </summary>
    public async Task PollFeedAsync(Series series, FollowReport report, CancellationToken cancellationToken)
    {
        report.Result = await fetch.AskAsync(series.Follow!.Url, FeedValidators.None, cancellationToken);
        if (report.Result is not FetchResult.Fetched body)
        {
            return;
        }
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
        if (document.SelfLink?.StartsWith(current.Value.Site.Address.BaseUrl + "/", StringComparison.Ordinal) == true)
        {
            // The site sends its readers to us. Each poll would take our own text for a change, and our page for the original.
            report.Result = new FetchResult.Failed
            {
                Failure = FetchFailure.RedirectLoop,
                Detail = $"it leads to our own feed, {document.SelfLink}; follow the site's API instead, whose address ends with "
                    + "/wp-json/wp/v2/posts, for a category with ?categories= and its number",
                StatusCode = body.StatusCode,
            };
            return;
        }
        var known = await store.PostsAsync(series.Slug, cancellationToken);
        // In the order of their dates, since briefs are numbered as their files appear; the newest stands first in a feed without dates.
        foreach (var item in document.Items.Reverse().OrderBy(i => i.Published))
        {
            await TakeItemAsync(series, item, document.Language, known, report, cancellationToken);
        }
        var left = known.Where(k => !document.Items.Any(i => k.Is(PostKey.Identified(i.Id), i.Link)));
        await AskForLeftAsync(series, [.. left], document.Items, report, cancellationToken);
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
        if (before?.Listing?.Stamp == hash && !before.Version.IsIncomplete)
        {
            report.Unchanged++;
            await absences.SeenAsync(before, report, cancellationToken);
            return;
        }
        var own = FeedPost.Read(item, language, guide.Value);
        var reading = FeedPost.IsWhole(item) || item.Link is null ? own : await finder.ReadAsync(item.Link, cancellationToken);
        if (reading is ImportReading.Refused { IsProtected: true })
        {
            await absences.NoteAsync(series, before is null ? [] : [before], PostAbsence.Withheld, report, cancellationToken);
            return;
        }
        if (before is not null)
        {
            await absences.SeenAsync(before, report, cancellationToken);
        }
        if (reading is ImportReading.Read read)
        {
            reading = read with { Brief = FeedPost.Named(read.Brief, own) };
        }
        var listing = new PostListing(hash, null, PostListing.NoNames);
        var outcome = await importer.KeepAsync(series, reading, item.Link ?? series.Follow!.Url, listing, null, cancellationToken);
        report.Add(item.Link ?? item.Id ?? series.Slug, outcome);
    }

    /// <summary>A post that has left a short feed is usually just old, so it is checked at its own address.</summary>
    /// <param name="left">Posts that are not in the feed.</param>
    /// <param name="items">What is in the feed.</param>
    private async Task AskForLeftAsync(
        Series series, IReadOnlyList<FollowedPost> left, IReadOnlyList<FeedItem> items, FollowReport report,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // A post that is newer than the oldest in the feed has not left it by growing old.
        var oldest = items.Min(i => i.Published);
        var due = left.Where(k => k is { Listing: not null, Url: not null })
            .Select(k => (Post: k, IsMissed: series.Briefs.FirstOrDefault(b => b.Slug == k.Slug)?.Published > oldest))
            .Where(k => k.Post.IsToBeAskedFor(now) || k is { IsMissed: true, Post: { Withdrawal: null, Absent: 0 } })
            .OrderByDescending(k => k.IsMissed).ThenBy(k => k.Post.Checked ?? DateTimeOffset.MinValue).Take(ChecksAtOnce);
        foreach (var (post, isMissed) in due.ToList())
        {
            var gone = await fetch.IsGoneAsync(post.Url!, cancellationToken);
            var asked = await store.ChangeAsync(post, p => p with { Checked = now }, cancellationToken);
            if (gone == true)
            {
                var how = isMissed ? await AbsenceOfAsync(series, post, items, cancellationToken) : PostAbsence.Missing;
                await absences.NoteAsync(series, [asked], how, report, cancellationToken);
            }
            else if (gone == false)
            {
                var seen = await absences.SeenAsync(asked, report, cancellationToken);
                await store.ChangeAsync(seen, p => p with { Checked = now }, cancellationToken);
            }
        }
    }

    /// <summary>
    /// A post whose page is gone may be private: WordPress' API says so, and its guids tell the numbers that it asks for.
    /// </summary>
    private async Task<PostAbsence> AbsenceOfAsync(
        Series series, FollowedPost post, IReadOnlyList<FeedItem> items, CancellationToken cancellationToken)
    {
        var host = new Uri(series.Follow!.Url).Authority;
        return post.Key is PostKey.Identifier identifier
            && WordPressSite.PostOf(identifier.Value) is { } gone && new Uri(gone.Posts).Authority == host
            && items.Select(i => WordPressSite.PostOf(i.Id)).FirstOrDefault(i => i?.Posts == gone.Posts) is { } listed
            && await site.AbsenceOfAsync(gone.Posts, gone.Number, listed.Number, cancellationToken) == PostAbsence.Withheld
            ? PostAbsence.Withheld
            : PostAbsence.Gone;
    }

    /// <summary>A feed rarely says when an item was last saved, but the hash of what it says shows whether it has changed.</summary>
    private static string HashOf(FeedItem item) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\0',
        [
            item.Title?.Value, item.Link, item.Summary?.Value, item.Content?.Value, item.Image, $"{item.Published} {item.Updated}",
            .. item.Authors.Select(a => a.Name), .. item.Categories.Select(c => c.Label ?? c.Term), .. item.Enclosures.Select(e => e.Url),
            .. item.MediaContents.Select(m => m.Url),
        ]))));
}
