using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Editing;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Publishing.Desk;

/// <summary>
/// What editors decide about briefs, whether at a page or on the command line. Each act is written down with what it changed.
/// </summary>
/// <remarks>
/// Whoever acts says what they saw (<see cref="BriefProposal.Seen"/>, or the hash of a text), or null for whatever is there. Files are
/// written beside the configuration, whose file of that name is superseded as long as it does not change.
/// </remarks>
internal sealed class BriefDesk(
    IFollowStore posts, IBriefFiles files, IEditorLog log, CurrentCatalog catalog, CatalogStamps stamps, TimeProvider clock)
{
    /// <summary>Characters of a note.</summary>
    public const int MaxNote = 1000;

    public async Task<IReadOnlyList<BriefProposal>> ProposalsAsync(Series series, CancellationToken cancellationToken)
    {
        var proposals = new List<BriefProposal>();
        foreach (var post in (await posts.PostsAsync(series.Slug, cancellationToken)).Where(p => p.Proposal is not null))
            proposals.Add(new(post, await files.ReadAsync(series.Slug, post.Slug, cancellationToken), catalog.Value.Headings));
        return proposals;
    }

    public async Task<BriefProposal?> ProposalAsync(Series series, string slug, CancellationToken cancellationToken) =>
        (await posts.PostsAsync(series.Slug, cancellationToken)).FirstOrDefault(p => p.Slug == slug && p.Proposal is not null) is { } post
            ? new(post, await files.ReadAsync(series.Slug, slug, cancellationToken), catalog.Value.Headings)
            : null;

    /// <summary>Brings what is proposed into force.</summary>
    /// <param name="note">The note that readers see on a withdrawn brief.</param>
    public async Task<DeskOutcome> AcceptAsync(
        Series series, string slug, string? seen, string note, Editor by, CancellationToken cancellationToken)
    {
        if (await SeenAsync(series, slug, seen, cancellationToken) is not { } proposal)
            return new DeskOutcome.Overtaken();
        if (!proposal.IsWithdrawal)
        {
            return await WriteAsync(
                series, slug, proposal.IsReturn ? EditorActKind.Restore : EditorActKind.Accept, proposal.Files, proposal.Proposed, "", by,
                proposal.Post, cancellationToken);
        }
        var text = proposal.Files.InForce ?? proposal.Post.Text;
        var (kind, without, words) = Taken(series, slug, text, OneLine(note) is { Length: > 0 } given ? given : PostWithdrawal.UsualNote);
        return without is null
            ? OnOneLine(slug)
            : await WriteAsync(series, slug, kind, proposal.Files, without, words, by, proposal.Post, cancellationToken);
    }

    /// <summary>Brings into force what is proposed, and keeps what editors changed.</summary>
    /// <param name="choices">What the editor chose, by the keys of fields that both sides changed.</param>
    public async Task<DeskOutcome> MergeAsync(
        Series series, string slug, string? seen, IReadOnlyDictionary<string, MergeSide> choices, Editor by,
        CancellationToken cancellationToken)
    {
        if (await SeenAsync(series, slug, seen, cancellationToken) is not { IsWithdrawal: false, IsReturn: false } proposal)
            return new DeskOutcome.Overtaken();
        return proposal.Merge().Text(choices) is { } text
            ? await WriteAsync(series, slug, EditorActKind.Merge, proposal.Files, text, "", by, proposal.Post, cancellationToken)
            : new DeskOutcome.Refused(
                "You and the post have both changed the same part of the text. Choose for each of these parts which of the two it is to "
                    + "be, or edit the brief.");
    }

    /// <summary>Leaves the brief as it is.</summary>
    public async Task<DeskOutcome> RejectAsync(Series series, string slug, string? seen, Editor by, CancellationToken cancellationToken)
    {
        if (await SeenAsync(series, slug, seen, cancellationToken) is not { } proposal)
            return new DeskOutcome.Overtaken();
        var act = Act(series, slug, EditorActKind.Reject, by) with { Before = proposal.Files.InForce, After = proposal.Files.InForce };
        return await log.AddAsync(act, proposal.Post, _ => Task.FromResult(true), cancellationToken) is { } number
            ? new DeskOutcome.Done(number, $"{series.Slug}/{slug} is left as it is.")
            : new DeskOutcome.Overtaken();
    }

    /// <summary>Withdraws a brief at once. One that nobody could read yet becomes a draft.</summary>
    /// <param name="seen">Hash of the text that the editor saw; see <see cref="BriefFile.HashOf"/>.</param>
    public async Task<DeskOutcome> WithdrawAsync(
        Series series, string slug, string? seen, string note, Editor by, CancellationToken cancellationToken)
    {
        var standing = await files.ReadAsync(series.Slug, slug, cancellationToken);
        if (standing.InForce is not { } text)
            return NotThere(series, slug);
        if (seen is not null && seen != BriefFile.HashOf(text))
            return new DeskOutcome.Overtaken();
        if (Find(series, slug) is { Status: BriefStatus.Withdrawn or BriefStatus.Draft } done)
        {
            return new DeskOutcome.Refused(done.Status == BriefStatus.Draft
                ? $"{series.Slug}/{slug} is a draft: nobody can read it."
                : $"{series.Slug}/{slug} has already been withdrawn.");
        }
        if (OneLine(note) is not { Length: > 0 and <= MaxNote } words)
            return BadNote();
        var (kind, without, said) = Taken(series, slug, text, words);
        return without is null
            ? OnOneLine(slug)
            : await WriteAsync(series, slug, kind, standing, without, said, by, null, cancellationToken);
    }

    /// <summary>Adds a correction, and replaces the words that were wrong.</summary>
    /// <param name="seen">Hash of the text that the editor saw.</param>
    public async Task<DeskOutcome> CorrectAsync(
        Series series, string slug, string? seen, BriefChange change, Editor by, CancellationToken cancellationToken)
    {
        if (change.Kind == BriefCorrectionKind.Retraction)
            return await WithdrawAsync(series, slug, seen, change.Note, by, cancellationToken);
        var standing = await files.ReadAsync(series.Slug, slug, cancellationToken);
        if (standing.InForce is not { } text)
            return NotThere(series, slug);
        if (seen is not null && seen != BriefFile.HashOf(text))
            return new DeskOutcome.Overtaken();
        if (standing.OwnWins)
        {
            return new DeskOutcome.Refused(
                $"The text is in feeds-config/series/{series.Slug}/briefs/{slug}.md, which FeedHub does not change. Correct it there, and "
                    + "add a line to its 'corrections'.");
        }
        if (Find(series, slug)?.IsPublicAt(clock.GetUtcNow()) == false)
        {
            return new DeskOutcome.Refused(
                "It is not public, and what nobody can read needs no correction. Edit it instead.");
        }
        if (OneLine(change.Note) is not { Length: > 0 and <= MaxNote } note)
            return BadNote();
        if (change.Applied(text) is not { } changed)
        {
            return new DeskOutcome.Refused(
                "The words to replace must be in the text below the front matter exactly once, as they are written there. Take more of "
                    + "the words around them.");
        }
        return BriefFile.Correct(changed, change.Kind, clock.GetUtcNow(), note) is { } corrected
            ? await WriteAsync(series, slug, EditorActKind.Correct, standing, corrected, note, by, null, cancellationToken)
            : OnOneLine(slug);
    }

    /// <summary>The text of a brief that is to go, with what to call that: what was never public cannot be retracted.</summary>
    private (EditorActKind Kind, string? Text, string Note) Taken(Series series, string slug, string text, string note)
    {
        var now = clock.GetUtcNow();
        return Find(series, slug) is { } brief && brief.Status != BriefStatus.Withdrawn && !brief.IsPublicAt(now)
            ? (EditorActKind.HoldBack, BriefFile.WithStatus(text, BriefStatus.Draft), note)
            : (EditorActKind.Withdraw, BriefFile.Withdraw(text, now, note), note);
    }

    private async Task<DeskOutcome> WriteAsync(
        Series series, string slug, EditorActKind kind, StandingFiles standing, string text, string note, Editor by, FollowedPost? decides,
        CancellationToken cancellationToken)
    {
        // What is taken over from an editor's text remains one: its filters count, and no import writes over it.
        var written = kind != EditorActKind.Accept && standing.AreWritten ? BriefFile.Edited(text, clock.GetUtcNow()) : text;
        written = standing.Own is { } own ? BriefFile.Supersede(written, BriefFile.HashOf(own)) : written;
        var act = Act(series, slug, kind, by) with { Before = standing.InForce, After = written, Note = note };
        if (await log.AddAsync(
            act, decides, cancel => files.WriteAsync(series.Slug, slug, written, standing, cancel), cancellationToken) is not { } number)
        {
            return new DeskOutcome.Overtaken();
        }
        stamps.Expect();
        var done = kind switch
        {
            EditorActKind.Withdraw => "withdrawn",
            EditorActKind.HoldBack => "a draft now, since it was not public yet",
            EditorActKind.Correct => "corrected",
            EditorActKind.Restore => "public again",
            _ => "changed",
        };
        return new DeskOutcome.Done(number, $"{series.Slug}/{slug}: {done}, in {files.PlaceOf(series.Slug, slug)}.");
    }

    private EditorAct Act(Series series, string slug, EditorActKind kind, Editor by) =>
        new() { At = clock.GetUtcNow(), By = by, Kind = kind, Series = series.Slug, Slug = slug };

    /// <summary>The proposal that an editor saw; null if there is none, or another.</summary>
    private async Task<BriefProposal?> SeenAsync(Series series, string slug, string? seen, CancellationToken cancellationToken) =>
        await ProposalAsync(series, slug, cancellationToken) is { } proposal && (seen is null || seen == proposal.Seen) ? proposal : null;

    private static Brief? Find(Series series, string slug) => series.Briefs.Concat(series.Drafts).FirstOrDefault(b => b.Slug == slug);

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static DeskOutcome.Refused NotThere(Series series, string slug) => new($"There is no brief {series.Slug}/{slug}.");

    private static DeskOutcome.Refused BadNote() => new($"Write a note for readers, of at most {MaxNote} characters.");

    private static DeskOutcome.Refused OnOneLine(string slug) => new(
        $"The 'corrections' of {slug}.md are on one line; write each on a line of its own below 'corrections:', and try again.");
}
