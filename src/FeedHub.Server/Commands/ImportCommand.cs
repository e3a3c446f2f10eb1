using System.CommandLine;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Content;
using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Configuration;
using FeedHub.Server.Configuration.Files;
using FeedHub.Server.Publishing.Import;
using FeedHub.Server.Terminal;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub import</c>: makes briefs from a page, a file or a whole archive.</summary>
internal sealed class ImportCommand : Verb
{
    private readonly CommonOptions common;
    private readonly Argument<string?> what =
        new("URL-or-FILE")
        {
            Description = "A page, post or text: a web address, a file, or - for standard input",
            Arity = ArgumentArity.ZeroOrOne
        };
    private readonly Option<string> series =
        new("--series") { HelpName = "SERIES", Description = "The series that the briefs go to", Required = true };
    private readonly Option<string> archive =
        new("--archive")
        {
            HelpName = "FEED-or-SITEMAP",
            Description = "Import every post of a feed, a sitemap, or WordPress's "
            + "/wp-json/wp/v2/posts"
        };
    private readonly Option<string> published =
        new("--published")
        {
            HelpName = "DATE",
            Description = "When it was published, if it does not say so itself: "
            + "2026-11-16T08:00:00+04:00 or 2026-11-16"
        };

    public ImportCommand(CommonOptions common)
        : base(
            "import",
            "Make a brief from a post published elsewhere: from WordPress's REST API, else the feed, else the page, else plain text. "
                + "Unchanged briefs are not written again.",
            "https://desk.example/a-ferry/ --series weekly",
            "brief.txt --series weekly --published 2026-11-16",
            "--archive https://desk.example/feed/ --series weekly")
    {
        this.common = common;
        Add(what);
        Add(series);
        Add(archive);
        Add(published);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (one, all) = (parsed.GetValue(what), parsed.GetValue(archive));
        if ((one is null) == (all is null))
        {
            throw new CommandFailure("Name one address or file, or an archive with --archive.", CommandFailure.Usage);
        }
        var date = parsed.GetValue(published) is { } text ? Values.Instant(text) : default;
        if (date.Wrong is { } wrong)
        {
            throw new CommandFailure($"--published: {wrong}.", CommandFailure.Usage);
        }
        await using var app = await FeedHubApplication.BuildForWritingAsync(common.Read(parsed, sample: false), cancellationToken);
        var into = Find(app.Services.GetRequiredService<CurrentCatalog>(), parsed.GetRequiredValue(series));
        var importer = app.Services.GetRequiredService<BriefImporter>();
        var outcomes = all is null
            ? [(one!, await importer.KeepAsync(into, await ReadAsync(one!, app.Services, cancellationToken), one!, null, date.Value,
                cancellationToken))]
            : await AllAsync(parsed, all, app.Services, into, date.Value, cancellationToken);
        await app.Services.GetRequiredService<CatalogLoader>().KeepBriefsAsync(into.Slug, cancellationToken);
        return await ReportAsync(parsed, outcomes);
    }

    public static Series Find(CurrentCatalog current, string slug) => current.Value.Series.FirstOrDefault(s => s.Slug == slug)
        ?? throw new CommandFailure(
            $"There is no series '{slug}'; the series in feeds-config are: {string.Join(", ", current.Value.Series.Select(s => s.Slug))}.",
            CommandFailure.Usage);

    private static async Task<ImportReading> ReadAsync(string named, IServiceProvider services, CancellationToken cancellationToken)
    {
        var finder = services.GetRequiredService<PostFinder>();
        if (named == "-")
        {
            await using var input = Console.OpenStandardInput();
            using var text = new MemoryStream();
            await input.CopyToAsync(text, cancellationToken);
            return finder.ReadFile(text.ToArray());
        }
        return File.Exists(named) ? finder.ReadFile(await File.ReadAllBytesAsync(SettingValues.ExistingFile(named), cancellationToken))
            : Values.Url(named).Wrong is null ? await finder.ReadAsync(named, cancellationToken)
            : named.Contains('\n', StringComparison.Ordinal) ? PlainTextBrief.Read(named, services.GetRequiredService<CurrentGuide>().Value)
            : throw new CommandFailure($"'{named}' is neither a file nor a web address.", CommandFailure.Usage);
    }

    private static async Task<List<(string, ImportOutcome)>> AllAsync(
        ParseResult parsed, string archive, IServiceProvider services, Series into, DateTimeOffset? published,
            CancellationToken cancellationToken)
    {
        FoundArchive found;
        try
        {
            found = await services.GetRequiredService<ArchiveFinder>().ListAsync(archive, cancellationToken);
        }
        catch (InvalidDataException none)
        {
            throw new CommandFailure(none.Message);
        }
        foreach (var note in found.Notes)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(TerminalText.Plain($"{archive}: passed over: {note}"));
        }
        var posts = found.Posts;
        var importer = services.GetRequiredService<BriefImporter>();
        var outcomes = new List<(string, ImportOutcome)>();
        var read = new List<(string Url, ImportReading Reading)>();
        await ProgressBar.FollowAsync(parsed, "Posts", posts.Count, async step =>
        {
            foreach (var post in posts)
            {
                read.Add((post.Url, await post.Read(cancellationToken)));
                step();
            }
        });
        // In the order of their dates: a server that is running numbers briefs as their files appear.
        foreach (var (url, reading) in read.OrderBy(r => (r.Reading as ImportReading.Read)?.Brief.Published))
        {
            outcomes.Add((url, await importer.KeepAsync(into, reading, url, null, published, cancellationToken)));
        }
        return outcomes;
    }

    private static async Task<int> ReportAsync(ParseResult parsed, IReadOnlyList<(string Url, ImportOutcome Outcome)> outcomes)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        foreach (var (url, outcome) in outcomes)
        {
            var line = TerminalText.Plain(
                outcome.Result == ImportResult.Refused
                    ? $"{url} {outcome.Detail}"
                    : $"{outcome.Slug}: {outcome.Result.ToString().ToLowerInvariant()}, {outcome.Detail}");
            await (outcome.Result == ImportResult.Refused ? error : output).WriteLineAsync(line);
            foreach (var note in outcome.PassedOver)
            {
                await error.WriteLineAsync(TerminalText.Plain($"{outcome.Slug}: passed over: {note}"));
            }
            foreach (var note in outcome.Notes)
            {
                await error.WriteLineAsync(TerminalText.Plain($"{outcome.Slug}: left out: {note}"));
            }
        }
        int Count(ImportResult result) => outcomes.Count(o => o.Outcome.Result == result);
        await output.WriteLineAsync(
            $"{Count(ImportResult.New)} new, {Count(ImportResult.Changed)} changed, {Count(ImportResult.Unchanged)} unchanged, "
                + $"{Count(ImportResult.Proposed)} to decide, {Count(ImportResult.Refused)} not read.");
        return Count(ImportResult.Refused) == 0 ? 0 : CommandFailure.Failed;
    }
}
