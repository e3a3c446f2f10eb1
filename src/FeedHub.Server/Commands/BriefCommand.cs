using System.CommandLine;
using System.Globalization;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Content;
using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Configuration;
using FeedHub.Server.Publishing;
using FeedHub.Server.Terminal;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub brief list|accept|reject</c>: lists the briefs, and decides on the changes that followed posts propose.</summary>
internal sealed class BriefCommand : Verb
{
    private readonly CommonOptions common;
    private readonly Argument<string> brief = new("SERIES/SLUG") { Description = "The brief" };

    public BriefCommand(CommonOptions common)
        : base(
            "brief", "List the briefs, and accept or reject the changes that followed posts propose. Safe while a server is running.",
            "list", "accept weekly/a-ferry", "reject weekly/a-ferry")
    {
        this.common = common;
        var series = new Option<string>("--series") { HelpName = "SERIES", Description = "List only this series" };
        var list = new Command("list", "List the briefs, and how they differ from posts that have changed.") { series };
        list.SetAction((parsed, cancellationToken) => ListAsync(parsed, parsed.GetValue(series), cancellationToken));
        var note =
            new Option<string>("--note")
            {
                HelpName = "TEXT",
                Description = "The note that readers see on a withdrawn brief",
                DefaultValueFactory = _ => PostWithdrawal.UsualNote
            };
        var accept = new Command("accept", "Accept the proposed change or withdrawal.") { brief, note };
        accept.SetAction((parsed, cancellationToken) => DecideAsync(
            parsed, (proposals, of, slug) =>
                proposals.AcceptAsync(of, slug, parsed.GetRequiredValue(note), cancellationToken), cancellationToken));
        var reject = new Command("reject", "Reject the proposal and leave the brief as it is.") { brief };
        reject.SetAction(
            (parsed, cancellationToken) =>
                DecideAsync(parsed, (proposals, of, slug) => proposals.RejectAsync(of, slug, cancellationToken), cancellationToken));
        Add(list);
        Add(accept);
        Add(reject);
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
                        $"{series.Slug}/{one.Slug}  {Standing(one, now)}  "
                            + $"{(one.Status == BriefStatus.Draft ? "" : $"{one.Released:yyyy-MM-dd HH:mm}Z  ")}{one.Title}")));
            }
            foreach (var proposal in await app.Services.GetRequiredService<BriefProposals>().ListAsync(series, cancellationToken))
            {
                await output.WriteLineAsync(TerminalText.Plain($"{series.Slug}/{proposal.Slug}: {proposal.Description} {proposal.Url}"));
                foreach (var line in proposal.Difference)
                {
                    await output.WriteLineAsync($"  {TerminalText.Plain(line)}");
                }
            }
        }
        return 0;
    }

    private async Task<int> DecideAsync(
        ParseResult parsed, Func<BriefProposals, Series, string, Task<string?>> decide, CancellationToken cancellationToken)
    {
        if (parsed.GetRequiredValue(brief).Split('/') is not [var series, var slug])
        {
            throw new CommandFailure("Name the brief as SERIES/SLUG, such as weekly/a-ferry.", CommandFailure.Usage);
        }
        await using var app = await FeedHubApplication.BuildForWritingAsync(common.Read(parsed, sample: false), cancellationToken);
        try
        {
            var done = await decide(
                app.Services.GetRequiredService<BriefProposals>(),
                ImportCommand.Find(app.Services.GetRequiredService<CurrentCatalog>(), series), slug);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                done ?? throw new CommandFailure($"There is no proposal for {series}/{slug}; feedhub brief list shows all proposals."));
        }
        catch (InvalidOperationException impossible)
        {
            throw new CommandFailure(impossible.Message);
        }
        await app.Services.GetRequiredService<CatalogLoader>().KeepBriefsAsync(series, cancellationToken);
        return 0;
    }

    private static string Standing(Brief brief, DateTimeOffset now) => brief.Status switch
    {
        BriefStatus.Draft => "draft",
        BriefStatus.Withdrawn => "withdrawn",
        _ => brief.IsPublicAt(now) ? "public" : "scheduled",
    };
}
