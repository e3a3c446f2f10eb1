using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import;

namespace FeedHub.Server.Publishing.Import;

/// <summary>Carries out the <see cref="ImportDecision"/> on a text that was read elsewhere.</summary>
internal sealed class BriefImporter(BriefPictures pictures, IFollowStore store, IBriefFiles files, TimeProvider clock)
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
        KeptPictures? kept = null;
        while (true)
        {
            // All of it is looked at again if an editor has decided or written something while the pictures were fetched.
            var post = ImportedPost.From(series, brief, listing, await store.PostsAsync(series.Slug, cancellationToken));
            var standing = await files.ReadAsync(series.Slug, post.Slug, cancellationToken);
            if (ImportDecision.BeforePictures(post.Known, standing, post.Digest, listing, clock.GetUtcNow()) is { } unchanged)
            {
                if (await store.ReplaceAsync(post.Known, unchanged.Post, cancellationToken))
                    return Outcome(unchanged, []);
                continue;
            }
            if (kept is null)
            {
                kept = await pictures.KeepAsync(series.Slug, post.Slug, brief, cancellationToken);
                continue;
            }
            var text = post.Text(standing, from, kept.Files, clock.GetUtcNow());
            var now = post.Followed(text, kept.IsIncomplete, clock.GetUtcNow());
            var decision = ImportDecision.For(post.Known, standing, now);
            if (decision is not ImportDecision.Write)
            {
                if (await store.ReplaceAsync(post.Known, decision.Post, cancellationToken))
                    return Outcome(decision, kept.Lost);
            }
            else if (await files.WriteAsync(series.Slug, post.Slug, decision.Post.Text, standing, cancellationToken))
            {
                // The file says it now, so the store has to, whatever was decided about the text before.
                await store.KeepAsync([decision.Post], cancellationToken);
                return Outcome(decision, kept.Lost);
            }
        }
    }

    private ImportOutcome Outcome(ImportDecision decision, IReadOnlyList<string> lost)
    {
        var post = decision.Post;
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
            : files.PlaceOf(post.Series, post.Slug);
        return new(result, post.Slug, detail) { Notes = lost };
    }
}
