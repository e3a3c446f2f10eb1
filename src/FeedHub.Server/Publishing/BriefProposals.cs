using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Publishing;

/// <summary>What followed posts propose for briefs, and what editors decide.</summary>
internal sealed class BriefProposals(IFollowStore store, IBriefFiles folder, CatalogStamps stamps, TimeProvider clock)
{
    public async Task<IReadOnlyList<BriefProposal>> ListAsync(Series series, CancellationToken cancellationToken)
    {
        var proposals = new List<BriefProposal>();
        foreach (var post in (await store.PostsAsync(series.Slug, cancellationToken)).Where(p => p.Proposal is not null))
        {
            var files = await folder.ReadAsync(series.Slug, post.Slug, cancellationToken);
            var difference = post.Proposal == BriefProposalKind.Change ? LineDifference.Compute(files.InForce ?? "", post.Text) : [];
            proposals.Add(new(series.Slug, post.Slug, post.Proposal!.Value, post.Url, difference));
        }
        return proposals;
    }

    /// <summary>
    /// Brings the proposal into force. It is written beside the configuration, whose file of that name is superseded as long as it does not
    /// change.
    /// </summary>
    /// <param name="note">The note that readers see on a withdrawn brief.</param>
    /// <returns>A message that says what was done; null if nothing is proposed.</returns>
    /// <exception cref="InvalidOperationException">The file cannot be changed like this; the message says how to fix that.</exception>
    public async Task<string?> AcceptAsync(Series series, string slug, string note, CancellationToken cancellationToken)
    {
        if (await FindAsync(series, slug, cancellationToken) is not { } post)
        {
            return null;
        }
        var files = await folder.ReadAsync(series.Slug, slug, cancellationToken);
        var withdraw = post.Proposal == BriefProposalKind.Withdraw;
        var text = post.Proposal switch
        {
            BriefProposalKind.Withdraw => BriefFile.Withdraw(files.InForce ?? post.Text, clock.GetUtcNow(), note)
                ?? throw new InvalidOperationException(
                    $"The 'corrections' of {slug}.md are on one line; write each on a line of its own below 'corrections:', "
                    + "and accept again."),
            BriefProposalKind.Restore when post.Version == post.Decided => post.Withdrawal!.Before ?? files.Own ?? post.Text,
            _ => post.Text,
        };
        text = files.Own is { } own ? BriefFile.Supersede(text, BriefFile.HashOf(own)) : text;
        if (!await folder.WriteAsync(series.Slug, slug, text, files, cancellationToken))
            throw new InvalidOperationException($"{series.Slug}/{slug} has just been changed by somebody else; look at it again.");
        var decided = post.ProposalDecided();
        await store.KeepAsync(
            [withdraw ? decided with { Withdrawal = new(text, files.Imported, ByEditor: true) } : decided], cancellationToken);
        stamps.Expect();
        var done = post.Proposal switch
        {
            BriefProposalKind.Withdraw => "withdrawn",
            BriefProposalKind.Restore => "public again",
            _ => "changed",
        };
        return $"{series.Slug}/{slug}: {done}, in {folder.PlaceOf(series.Slug, slug)}.";
    }

    /// <summary>Leaves the brief as it is; null if nothing is proposed.</summary>
    public async Task<string?> RejectAsync(Series series, string slug, CancellationToken cancellationToken)
    {
        if (await FindAsync(series, slug, cancellationToken) is not { } post)
        {
            return null;
        }
        await store.KeepAsync([post.ProposalDecided()], cancellationToken);
        return $"{series.Slug}/{slug} is left as it is.";
    }

    private async Task<FollowedPost?> FindAsync(Series series, string slug, CancellationToken cancellationToken) =>
        (await store.PostsAsync(series.Slug, cancellationToken)).FirstOrDefault(p => p.Slug == slug && p.Proposal is not null);
}
