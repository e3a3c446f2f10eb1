using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Publishing.Import;

/// <summary>Carries out the <see cref="ImportDecision"/> on a text that was read elsewhere.</summary>
internal sealed class BriefImporter(BriefPictures pictures, IFollowStore store, FeedHubOptions options, TimeProvider clock)
{
    /// <param name="from">Where it was read: an address or a file.</param>
    /// <param name="listing">How the other site lists it; null if it was read by itself.</param>
    /// <param name="published">Date given by a person; wins over the source's.</param>
    public async Task<ImportOutcome> KeepAsync(
        Series series,
        ImportReading reading,
        string from,
        PostListing? listing,
        DateTimeOffset? published,
        CancellationToken cancellationToken)
    {
        var dated = reading.Dated(published);
        if (dated is not ImportReading.Read read)
        {
            return new(ImportResult.Refused, null, ((ImportReading.Refused)dated).Reason);
        }
        return await KeepAsync(series, read.Brief, from, listing, cancellationToken) with { PassedOver = read.Notes };
    }

    private async Task<ImportOutcome> KeepAsync(
        Series series, ImportedBrief brief, string from, PostListing? listing, CancellationToken cancellationToken)
    {
        var post = ImportedPost.From(series, brief, listing, await store.PostsAsync(series.Slug, cancellationToken));
        var folder = new BriefFolder(options, series.Slug);
        var files = await folder.ReadAsync(post.Slug, cancellationToken);
        if (ImportDecision.BeforePictures(post.Known, files, post.Digest, listing, clock.GetUtcNow()) is { } unchanged)
        {
            return await CarryOutAsync(unchanged, folder, [], cancellationToken);
        }
        var kept = await pictures.KeepAsync(folder, post.Slug, brief, cancellationToken);
        var text = post.Text(files, from, kept.Files, clock.GetUtcNow());
        var now = post.Followed(text, kept.IsIncomplete, clock.GetUtcNow());
        return await CarryOutAsync(ImportDecision.For(post.Known, files, now), folder, kept.Lost, cancellationToken);
    }

    private async Task<ImportOutcome> CarryOutAsync(
        ImportDecision decision, BriefFolder folder, IReadOnlyList<string> lost, CancellationToken cancellationToken)
    {
        var post = decision.Post;
        if (decision is ImportDecision.Write)
        {
            await folder.WriteAsync(post.Slug, post.Text, cancellationToken);
        }
        await store.KeepAsync([post], cancellationToken);
        var result = decision switch
        {
            ImportDecision.Write { IsNew: true } => ImportResult.New,
            ImportDecision.Write => ImportResult.Changed,
            ImportDecision.Propose => ImportResult.Proposed,
            _ => ImportResult.Unchanged,
        };
        var detail = decision is ImportDecision.Propose or ImportDecision.Unchanged { GivesWay: true }
            ? "feeds-config has a file of that name, or an editor has changed it; "
                + $"feedhub brief accept {post.Series}/{post.Slug} accepts the new text"
            : folder.PathOf(post.Slug);
        return new(result, post.Slug, detail) { Notes = lost };
    }
}
