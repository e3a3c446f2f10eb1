using System.Security.Cryptography;
using System.Text;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Sources;
using FeedHub.Formats;
using FeedHub.Formats.Reading;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Publishing;

/// <summary>Polls what a series follows, once: new posts become briefs, changed ones new versions, absent ones in the end a proposal.</summary>
public sealed class SeriesFollower(
    OutsideFetch fetch, WordPressSite site, PostFinder finder, BriefImporter importer, IFollowStore store, CatalogStamps stamps, TimeProvider clock)
{
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromHours(24);
    private const int ChecksAtOnce = 5;

    /// <param name="validators">Of the last answer from that address.</param>
    public async Task<FollowReport> PollAsync(Series series, FeedValidators validators, CancellationToken cancellationToken)
    {
        var url = series.Follow!.Url;
        var report = new FollowReport { Series = series.Slug };
        var posts = WordPressSite.IsPosts(url) ? url : WordPressSite.PostsOfFeed(url);
        var index = posts is null ? null : await site.IndexAsync(posts, cancellationToken);
        if (index?.Posts is { } list)
        {
            report.Result = index.Last;
            await TakeAsync(series, posts!, list, report, cancellationToken);
        }
        else if (index is not null && WordPressSite.IsPosts(url))
        {
            report.Result = index.Last;
        }
        else
        {
            report.Result = await fetch.AskAsync(url, validators, cancellationToken);
            await TakeAsync(series, report, cancellationToken);
        }
        if (report.HasWritten)
        {
            stamps.Expect();
        }
        return report;
    }

    private async Task TakeAsync(Series series, string posts, IReadOnlyList<WordPressPost> list, FollowReport report, CancellationToken cancellationToken)
    {
        var known = await store.PostsAsync(series.Slug, cancellationToken);
        var there = list.Where(p => p.IsPublic).Select(p => (Post: p, Known: known.FirstOrDefault(k => k.Key == p.Guid) ?? known.FirstOrDefault(k => WordPressSite.Same(k.Url, p.Link)))).ToList();
        var wanted = there.Where(t => t.Known is null || t.Post.Modified is null || t.Known.Modified != t.Post.Modified || IsIncomplete(t.Known)).Select(t => t.Post).OrderBy(p => p.Number).ToList();
        var whole = await site.WholeAsync(posts, wanted, cancellationToken);
        foreach (var post in whole)
        {
            report.Add(post.Link ?? post.Guid ?? posts, await importer.KeepAsync(series, post.Read(), post.Link ?? posts, post.Modified ?? "", null, cancellationToken));
        }
        foreach (var lost in wanted.ExceptBy(whole.Select(w => w.Number), p => p.Number))
        {
            report.Failed.Add(new(lost.Link ?? posts, "its content could not be had"));
        }
        var seen = there.Select(t => t.Known).OfType<FollowedPost>().ToList();
        report.Unchanged += seen.Count - wanted.Count(w => seen.Exists(s => s.Key == w.Guid));
        await store.KeepAsync([.. seen.Where(k => (k.Absent > 0 || k.AbsenceDecided) && !wanted.Any(w => w.Guid == k.Key)).Select(k => k.Seen())], cancellationToken);
        await MissAsync([.. known.Where(k => k.Modified is not null && !seen.Contains(k))], report, cancellationToken);
    }

    private async Task TakeAsync(Series series, FollowReport report, CancellationToken cancellationToken)
    {
        if (report.Result is FetchResult.Failed)
        {
            return;
        }
        var known = await store.PostsAsync(series.Slug, cancellationToken);
        IReadOnlyList<FeedItem> items = [];
        if (report.Result is FetchResult.Fetched body)
        {
            if (FeedReader.Read(body.Body, PostFinder.Origin(body)) is not FeedReading.Readable { Document: var document })
            {
                report.Result = new FetchResult.Failed { Failure = FetchFailure.NotAFeed, Detail = "the answer is neither a feed nor a list of posts of WordPress", StatusCode = body.StatusCode };
                return;
            }
            items = document.Items;
            foreach (var item in items.Reverse())
            {
                await TakeAsync(series, item, document.Language, known, report, cancellationToken);
            }
        }
        // What has left a short feed has mostly just grown old: its own address tells.
        var now = clock.GetUtcNow();
        var due = known.Where(k => k is { Modified: not null, Url: not null } && !items.Any(i => Is(k, i)) && (report.Result is FetchResult.Fetched || k.Checked is not null)
                && (k.Absent > 0
                    ? now - k.AbsentSince >= FollowedPost.BetweenAbsences || k.AbsentSince > now
                    : k.Checked is null || now - k.Checked >= BetweenChecks || k.Checked > now))
            .OrderBy(k => k.Checked ?? DateTimeOffset.MinValue).Take(ChecksAtOnce);
        foreach (var post in due.ToList())
        {
            var gone = await fetch.IsGoneAsync(post.Url!, cancellationToken);
            if (gone == true)
            {
                await MissAsync([post with { Checked = now }], report, cancellationToken);
            }
            else
            {
                await store.KeepAsync([(gone == false ? post.Seen() : post) with { Checked = now }], cancellationToken);
            }
        }
    }

    private async Task TakeAsync(Series series, FeedItem item, string? language, IReadOnlyList<FollowedPost> known, FollowReport report, CancellationToken cancellationToken)
    {
        var mark = MarkOf(item);
        var before = known.FirstOrDefault(k => Is(k, item));
        if (before?.Modified == mark && !IsIncomplete(before))
        {
            report.Unchanged++;
            if (before.Absent > 0 || before.AbsenceDecided || before.Checked is not null)
            {
                await store.KeepAsync([before.Seen()], cancellationToken);
            }
            return;
        }
        var reading = FeedPost.IsWhole(item) || item.Link is null ? FeedPost.Read(item, language) : await finder.ReadAsync(item.Link, cancellationToken);
        // The feed knows the guid that its subscribers know; a page can only guess it.
        if (reading is ImportReading.Read { Brief: var brief } && FeedPost.Read(item, language) is ImportReading.Read { Brief: var own })
        {
            reading = new ImportReading.Read(brief with { Id = own.Id ?? brief.Id, Published = brief.Published ?? own.Published });
        }
        report.Add(item.Link ?? item.Id ?? series.Slug, await importer.KeepAsync(series, reading, item.Link ?? series.Follow!.Url, mark, null, cancellationToken));
    }

    private async Task MissAsync(IReadOnlyList<FollowedPost> absent, FollowReport report, CancellationToken cancellationToken)
    {
        var missed = absent.Select(p => p.Missed(clock.GetUtcNow())).ToList();
        report.Gone.AddRange(missed.Select(p => p.Slug));
        report.Proposed.AddRange(missed.Where(p => p.Proposal == BriefProposalKind.Withdraw).Select(p => p.Slug));
        await store.KeepAsync(missed, cancellationToken);
    }

    private static bool IsIncomplete(FollowedPost post) => post.Digest.EndsWith(FollowedPost.Incomplete, StringComparison.Ordinal);

    private static bool Is(FollowedPost post, FeedItem item) => post.Key == item.Id || WordPressSite.Same(post.Url, item.Link);

    /// <summary>A feed seldom says when an item was saved last; its words do.</summary>
    private static string MarkOf(FeedItem item) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\0', item.Title?.Value, item.Link, item.Summary?.Value, item.Content?.Value, item.Published, item.Updated))));
}

/// <summary>What one poll of what a series follows came to.</summary>
public sealed class FollowReport
{
    public required string Series { get; init; }
    /// <summary>Of the address that is followed.</summary>
    public FetchResult? Result { get; set; }
    /// <summary>Slugs of briefs.</summary>
    public List<string> New { get; } = [];
    public List<string> Changed { get; } = [];
    public int Unchanged { get; set; }
    /// <summary>What editors have to decide.</summary>
    public List<string> Proposed { get; } = [];
    /// <summary>Briefs whose posts are absent, once or often.</summary>
    public List<string> Gone { get; } = [];
    public List<FollowFault> Failed { get; } = [];

    public bool HasWritten => New.Count + Changed.Count > 0;

    public void Add(string url, ImportOutcome outcome)
    {
        switch (outcome.Result)
        {
            case ImportResult.New:
                New.Add(outcome.Slug!);
                break;
            case ImportResult.Changed:
                Changed.Add(outcome.Slug!);
                break;
            case ImportResult.Proposed:
                Proposed.Add(outcome.Slug!);
                break;
            case ImportResult.Unchanged:
                Unchanged++;
                break;
            default:
                Failed.Add(new(url, outcome.Detail));
                break;
        }
        Failed.AddRange(outcome.Notes.Select(n => new FollowFault(url, n)));
    }
}

/// <param name="Url">The post.</param>
public sealed record FollowFault(string Url, string Reason);
