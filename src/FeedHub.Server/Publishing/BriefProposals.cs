using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Publishing;

/// <summary>What followed posts propose for briefs, and what editors decide.</summary>
internal sealed class BriefProposals(IFollowStore store, FeedHubOptions options, CatalogStamps stamps, TimeProvider clock)
{
    public const string UsualNote = "This brief has been withdrawn by its publisher.";

    public async Task<IReadOnlyList<BriefProposal>> ListAsync(Series series, CancellationToken cancellationToken)
    {
        var folder = new BriefFolder(options, series.Slug);
        var proposals = new List<BriefProposal>();
        foreach (var post in (await store.PostsAsync(series.Slug, cancellationToken)).Where(p => p.Proposal is not null))
        {
            var files = await folder.ReadAsync(post.Slug, cancellationToken);
            var difference = post.Proposal == BriefProposalKind.Change ? LineDifference.Compute(files.InForce ?? "", post.Text) : [];
            proposals.Add(new(series.Slug, post.Slug, post.Proposal!.Value, post.Url, difference));
        }
        return proposals;
    }

    /// <summary>
    /// Brings what is proposed into force: written beside the configuration, whose file of that name gives way as long as it stays as it
    /// is.
    /// </summary>
    /// <param name="note">What readers are told of a withdrawal.</param>
    /// <returns>What was done, in words; null when nothing is proposed.</returns>
    /// <exception cref="InvalidOperationException">The file cannot be changed so; the message says how to mend that.</exception>
    public async Task<string?> AcceptAsync(Series series, string slug, string note, CancellationToken cancellationToken)
    {
        if (await FindAsync(series, slug, cancellationToken) is not { } post)
        {
            return null;
        }
        var folder = new BriefFolder(options, series.Slug);
        var files = await folder.ReadAsync(slug, cancellationToken);
        var withdraw = post.Proposal == BriefProposalKind.Withdraw;
        var text = withdraw
            ? BriefFile.Withdraw(files.InForce ?? post.Text, clock.GetUtcNow(), note)
                ?? throw new InvalidOperationException(
                    $"The 'corrections' of {slug}.md stand on one line; write each on a line of its own below 'corrections:', "
                    + "and accept again.")
            : post.Text;
        await folder.WriteAsync(slug, files.Own is { } own ? BriefFile.Supersede(text, BriefFile.HashOf(own)) : text, cancellationToken);
        await store.KeepAsync([post.ProposalDecided()], cancellationToken);
        stamps.Expect();
        return $"{series.Slug}/{slug}: {(withdraw ? "withdrawn" : "changed")}, in {folder.PathOf(slug)}.";
    }

    /// <summary>Lets the brief stay as it is; null when nothing is proposed.</summary>
    public async Task<string?> RejectAsync(Series series, string slug, CancellationToken cancellationToken)
    {
        if (await FindAsync(series, slug, cancellationToken) is not { } post)
        {
            return null;
        }
        await store.KeepAsync([post.ProposalDecided()], cancellationToken);
        return $"{series.Slug}/{slug} stays as it is.";
    }

    private async Task<FollowedPost?> FindAsync(Series series, string slug, CancellationToken cancellationToken) =>
        (await store.PostsAsync(series.Slug, cancellationToken)).FirstOrDefault(p => p.Slug == slug && p.Proposal is not null);
}
