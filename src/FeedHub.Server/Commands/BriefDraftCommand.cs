using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Editing;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Content;
using FeedHub.Core.Timelines;
using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Configuration;
using FeedHub.Server.Endpoints.Desk;
using FeedHub.Server.Publishing.Drafting;
using FeedHub.Server.Terminal;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub brief draft</c>: makes the draft of a brief from stories.</summary>
internal sealed class BriefDraftCommand : Command
{
    private readonly CommonOptions common;
    private readonly Option<string> series =
        new("--series") { HelpName = "SERIES", Description = "The series of the brief", Required = true };
    private readonly Option<string> stories =
        new("--stories") { HelpName = "NUMBERS", Description = "The numbers of the stories, such as 12,15: a story's is in its address" };
    private readonly Option<string> query =
        new("--query") { HelpName = "QUERY", Description = "The newest stories that meet it, such as \"aliyev topic:energy after:7d\"" };
    private readonly Option<string> view =
        new("--view") { HelpName = "VIEW", Description = "The newest stories of this view: its name is in the address of its page" };
    private readonly Option<string> limit = new("--limit")
    {
        HelpName = "N",
        Description = $"How many stories of the query or view at most, up to {StoryChooser.Most} [default: {StoryChooser.UsualLimit}]",
    };
    private readonly Option<string> title =
        new("--title") { HelpName = "TITLE", Description = "Title of the brief [default: one that tells the editor to write it]" };
    private readonly Option<string> output =
        new("--out") { HelpName = "FILE", Description = "Write only this new file, or to standard output with -, and nothing to the desk" };
    private readonly Option<string> to = new("--to")
    {
        HelpName = "desk|wordpress",
        Description = "Where editors find it: at the desk of FeedHub, or as a draft in the WordPress of the series [default: desk]",
    };

    public BriefDraftCommand(CommonOptions common)
        : base("draft", "Make the draft of a brief from stories, each as an item of “What we are watching”, for an editor to finish.")
    {
        this.common = common;
        foreach (var option in new Option[] { series, stories, query, view, limit, title, output, to })
            Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (choice, file, isForWordPress) = (ChoiceOf(parsed), parsed.GetValue(output), IsForWordPress(parsed));
        var options = common.Read(parsed, sample: false);
        await using var app = file is null && !isForWordPress
            ? await FeedHubApplication.BuildForWritingAsync(options, cancellationToken)
            : await FeedHubApplication.BuildForReadingAsync(options, cancellationToken);
        var current = app.Services.GetRequiredService<CurrentCatalog>();
        var into = ImportCommand.Find(current, parsed.GetRequiredValue(series));
        var drafter = app.Services.GetRequiredService<BriefDrafter>();
        var (draft, refusal) = await drafter.MakeAsync(into, choice, parsed.GetValue(title), cancellationToken);
        if (draft is null)
            throw new CommandFailure($"--{refusal!.Field}: {refusal.Remedy}");
        if (file is not null)
            return await WriteAsync(parsed, file, draft.Text, cancellationToken);
        if (isForWordPress)
            return await SendAsync(parsed, app.Services, into, draft, cancellationToken);
        if (await drafter.SaveAsync(into, draft, Editor.CommandLine, cancellationToken) is not { } slug)
            throw new CommandFailure($"--title: There are too many briefs called {draft.Name}; give the draft another title.");
        await app.Services.GetRequiredService<CatalogLoader>().KeepBriefsAsync(into.Slug, cancellationToken);
        await ReportAsync(parsed, app.Services, into, slug, draft.Stories.Count);
        return 0;
    }

    private bool IsForWordPress(ParseResult parsed) => parsed.GetValue(to) switch
    {
        null or "desk" => false,
        "wordpress" when parsed.GetValue(output) is null => true,
        "wordpress" => throw new CommandFailure("--to wordpress: Leave out --out, or write the file alone.", CommandFailure.Usage),
        var other => throw new CommandFailure($"--to: '{other}' is neither desk nor wordpress.", CommandFailure.Usage),
    };

    private StoryChoice ChoiceOf(ParseResult parsed)
    {
        var (numbers, asked, most) = (parsed.GetValue(stories), parsed.GetValue(query), parsed.GetValue(limit));
        var named = parsed.GetValue(view);
        if (new[] { numbers, asked, named }.Count(given => given is not null) != 1 || (most is not null && numbers is not null))
        {
            throw new CommandFailure(
                "Name the stories with --stories, ask for them with --query, or name a view with --view; only one of these. --limit is for "
                    + "a query or view.",
                CommandFailure.Usage);
        }
        if (numbers is not null)
            return new StoryChoice.Named([.. numbers.Split(',', StringSplitOptions.TrimEntries).Select(NumberOf)]);
        if (StoryChooser.Limit(most) is not { } count)
            throw new CommandFailure($"--limit: {StoryChooser.AllowedLimit}", CommandFailure.Usage);
        if (named is not null)
            return new StoryChoice.OfView(named, count);
        var reading = TimelineQuery.Read(name => name == TimelineConditions.Text.Name ? [asked] : []);
        return reading switch
        {
            TimelineReading.Understood { Filter: { IsNarrowed: true } filter } => new StoryChoice.Asked(filter with { Limit = count }),
            TimelineReading.Refused refused => throw new CommandFailure(
                $"--query: {string.Join(' ', refused.Problems.Select(p => p.Message))}", CommandFailure.Usage),
            _ => throw new CommandFailure("--query: It asks for nothing; write what the stories have in common.", CommandFailure.Usage),
        };
    }

    private static long NumberOf(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new CommandFailure($"--stories: '{text}' is not the number of a story; write such as 12,15.", CommandFailure.Usage);

    /// <summary>A file that is there may be somebody's work, and stays.</summary>
    private static async Task<int> WriteAsync(ParseResult parsed, string file, string text, CancellationToken cancellationToken)
    {
        var terminal = parsed.InvocationConfiguration.Output;
        if (file == "-")
        {
            await terminal.WriteAsync(text);
            return 0;
        }
        await using (var writer = new StreamWriter(new FileStream(file, FileMode.CreateNew, FileAccess.Write)))
            await writer.WriteAsync(text.AsMemory(), cancellationToken);
        await terminal.WriteLineAsync(TerminalText.Plain($"Wrote {Path.GetFullPath(file)}."));
        return 0;
    }

    private static async Task<int> SendAsync(
        ParseResult parsed, IServiceProvider services, Series series, StoryDraft draft, CancellationToken cancellationToken)
    {
        var sending = await services.GetRequiredService<PostSender>().SendAsync(series, draft, cancellationToken);
        if (sending is not PostSending.Sent { Post: var post } sent)
        {
            throw new CommandFailure(sending switch
            {
                PostSending.Refused refused => $"--to wordpress: {refused.Message}",
                PostSending.Taken taken => taken.Message,
                PostSending.Failed failed => failed.Message,
                _ => throw new UnreachableException(),
            });
        }
        var output = parsed.InvocationConfiguration.Output;
        await output.WriteLineAsync(TerminalText.Plain(
            $"{series.Slug}: a draft of {Count(draft.Stories.Count)}, in WordPress as post {post.Number}, {post.Slug}."));
        await output.WriteLineAsync($"Finish it at {sent.EditAddress}.");
        return 0;
    }

    private static string Count(int stories) => stories == 1 ? "one story" : $"{stories} stories";

    private static async Task ReportAsync(ParseResult parsed, IServiceProvider services, Series series, string slug, int count)
    {
        var place = services.GetRequiredService<IBriefFiles>().PlaceOf(series.Slug, slug);
        var site = services.GetRequiredService<CurrentCatalog>().Value.Site;
        var output = parsed.InvocationConfiguration.Output;
        await output.WriteLineAsync($"{series.Slug}/{slug}: a draft of {Count(count)}, in {place}.");
        await output.WriteLineAsync($"Finish it at {site.Address.Absolute(DeskRequest.BriefPath(series.Slug, slug))}.");
    }
}
