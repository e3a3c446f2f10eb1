using System.CommandLine;
using System.Globalization;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Editing;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Content;
using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Configuration;
using FeedHub.Server.Publishing.Desk;
using FeedHub.Server.Terminal;

namespace FeedHub.Server.Commands;

/// <summary>
/// <c>feedhub brief list|draft|accept|reject|withdraw|correct</c>: lists the briefs, and does what the editors' desk does.
/// </summary>
internal sealed class BriefCommand : Verb
{
    private readonly CommonOptions common;
    private readonly Argument<string> brief = new("SERIES/SLUG") { Description = "The brief" };

    public BriefCommand(CommonOptions common)
        : base(
            "brief",
            "List the briefs, draft one from stories, decide on the changes that followed posts propose, withdraw and correct. "
                + "Safe while a server is running.",
            "list", "draft --series weekly --stories 12,15",
            "accept weekly/a-ferry", "withdraw weekly/a-ferry --note 'The ferry does not exist.'",
            "correct weekly/a-ferry --kind typo --note 'A name.' --replace Bakoo --with Baku")
    {
        this.common = common;
        var series = new Option<string>("--series") { HelpName = "SERIES", Description = "List only this series" };
        var list = new Command("list", "List the briefs, and how they differ from posts that have changed.") { series };
        list.SetAction((parsed, cancellationToken) => ListAsync(parsed, parsed.GetValue(series), cancellationToken));
        var usual = new Option<string>("--note")
        {
            HelpName = "TEXT",
            Description = "The note that readers see on a withdrawn brief",
            DefaultValueFactory = _ => PostWithdrawal.UsualNote,
        };
        var accept = new Command("accept", "Accept the proposed change or withdrawal.") { brief, usual };
        accept.SetAction((parsed, cancel) => DoAsync(
            parsed, (desk, of, slug) =>
                desk.AcceptAsync(of, slug, null, parsed.GetRequiredValue(usual), Editor.CommandLine, cancel), cancel));
        var reject = new Command("reject", "Reject the proposal and leave the brief as it is.") { brief };
        reject.SetAction((parsed, cancel) => DoAsync(
            parsed, (desk, of, slug) => desk.RejectAsync(of, slug, null, Editor.CommandLine, cancel), cancel));
        var note = new Option<string>("--note") { HelpName = "TEXT", Description = "The note that readers see", Required = true };
        var withdraw = new Command("withdraw", "Withdraw a brief now; one that is not public yet becomes a draft.") { brief, note };
        withdraw.SetAction((parsed, cancel) => DoAsync(
            parsed, (desk, of, slug) =>
                desk.WithdrawAsync(of, slug, null, parsed.GetRequiredValue(note), Editor.CommandLine, cancel), cancel));
        Add(list);
        Add(new BriefDraftCommand(common));
        Add(accept);
        Add(reject);
        Add(withdraw);
        Add(Correct(note));
    }

    private Command Correct(Option<string> note)
    {
        var kind = new Option<string>("--kind") { HelpName = "KIND", Description = "typo, correction or retraction", Required = true }
            .AcceptOnlyFromAmong([.. BriefCorrection.Words.Keys]);
        var wrong = new Option<string>("--replace") { HelpName = "WORDS", Description = "Words of the text that are wrong" };
        var right = new Option<string>("--with") { HelpName = "WORDS", Description = "The words in their place" };
        var correct = new Command("correct", "Correct a brief, and tell readers.") { brief, kind, note, wrong, right };
        correct.SetAction((parsed, cancel) => DoAsync(
            parsed, (desk, of, slug) => desk.CorrectAsync(
                of, slug, null,
                new(
                    BriefCorrection.Words[parsed.GetRequiredValue(kind)], parsed.GetRequiredValue(note), parsed.GetValue(wrong) ?? "",
                    parsed.GetValue(right) ?? ""),
                Editor.CommandLine, cancel),
            cancel));
        return correct;
    }

    private async Task<int> ListAsync(ParseResult parsed, string? only, CancellationToken cancellationToken)
    {
        await using var app = await FeedHubApplication.BuildForReadingAsync(common.Read(parsed, sample: false), cancellationToken);
        var current = app.Services.GetRequiredService<CurrentCatalog>();
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var output = parsed.InvocationConfiguration.Output;
        foreach (var series in only is null ? current.Value.Series : [ImportCommand.Find(current, only)])
        {
            foreach (var one in series.Briefs.Concat(series.Drafts))
            {
                await output.WriteLineAsync(TerminalText.Plain(string.Create(
                    CultureInfo.InvariantCulture,
                        $"{series.Slug}/{one.Slug}  {one.StandingAt(now).ToString().ToLowerInvariant()}  "
                            + $"{(one.Status == BriefStatus.Draft ? "" : $"{one.Released:yyyy-MM-dd HH:mm}Z  ")}{one.Title}")));
            }
            foreach (var proposal in await app.Services.GetRequiredService<BriefDesk>().ProposalsAsync(series, cancellationToken))
            {
                await output.WriteLineAsync(TerminalText.Plain(
                    $"{series.Slug}/{proposal.Post.Slug}: {proposal.Description} {proposal.Post.Url}"));
                foreach (var line in proposal.IsWithdrawal ? [] : LineDifference.Compute(proposal.InForce, proposal.Proposed))
                {
                    await output.WriteLineAsync($"  {TerminalText.Plain(line)}");
                }
            }
        }
        return 0;
    }

    private async Task<int> DoAsync(
        ParseResult parsed, Func<BriefDesk, Series, string, Task<DeskOutcome>> act, CancellationToken cancellationToken)
    {
        if (parsed.GetRequiredValue(brief).Split('/') is not [var series, var slug])
        {
            throw new CommandFailure("Name the brief as SERIES/SLUG, such as weekly/a-ferry.", CommandFailure.Usage);
        }
        await using var app = await FeedHubApplication.BuildForWritingAsync(common.Read(parsed, sample: false), cancellationToken);
        var of = ImportCommand.Find(app.Services.GetRequiredService<CurrentCatalog>(), series);
        var outcome = await act(app.Services.GetRequiredService<BriefDesk>(), of, slug);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(outcome switch
        {
            DeskOutcome.Done done => done.Message,
            DeskOutcome.Refused refused => throw new CommandFailure(refused.Reason),
            _ => throw new CommandFailure($"There is no proposal for {series}/{slug}; feedhub brief list shows all proposals."),
        });
        await app.Services.GetRequiredService<CatalogLoader>().KeepBriefsAsync(series, cancellationToken);
        return 0;
    }
}
