using System.CommandLine;
using System.Globalization;
using FeedHub.Core.Content;
using FeedHub.Core.Entries;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;
using FeedHub.Formats;
using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Configuration.Files;
using FeedHub.Server.Terminal;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub try-source FILE-or-URL</c>: shows what a source would deliver, and stores none of it.</summary>
internal sealed class TrySourceCommand : Verb
{
    private readonly CommonOptions common;
    private readonly Argument<string> what = new(
        "FILE-or-URL")
    { Description = "A file in sources/, enabled or not, or the address of a feed" };

    public TrySourceCommand(CommonOptions common)
        : base(
            "try-source",
                "Fetch a source once and show what would be read, to help you write its selectors. Exit code 1 if nothing can be read.",
            "feeds-config/sources/agenda-ge.yaml",
            "https://civil.ge/feed")
    {
        this.common = common;
        Add(what);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var source = SourceOf(parsed.GetRequiredValue(what));
        await using var app = await FeedHubApplication.BuildForReadingAsync(common.Read(parsed, sample: false), cancellationToken);
        var result = await app.Services.GetRequiredService<IFeedFetcher>()
            .FetchAsync(new FetchRequest(source, FeedValidators.None), cancellationToken);
        if (result is not FetchResult.Fetched body)
        {
            throw new CommandFailure(
                result is FetchResult.Failed failed ? $"{failed.Failure.Name()}: {failed.Detail}" : "The server sent nothing.");
        }

        var reading = SourceReading.From(source, body);
        if (reading is not FeedReading.Readable { Document: var document })
            throw new CommandFailure(reading is FeedReading.Unreadable { Reason: var reason } ? reason : reading.ToString()!);

        var entries = EntryNormaliser.Normalise(document, source, [], app.Services.GetRequiredService<TimeProvider>().GetUtcNow()).Entries;
        var output = parsed.InvocationConfiguration.Output;
        await output.WriteLineAsync(
            $"{TerminalText.Plain(document.Title?.Value ?? source.Title)}: {entries.Count} entries from {body.FinalUrl}");
        foreach (var entry in entries)
        {
            var date = entry.Published?.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture) ?? "undated";
            await output.WriteLineAsync($"{date}  {TerminalText.Plain(entry.Title)}\n  {entry.Url}");
            if (entry.Text.Length > 0)
                await output.WriteLineAsync($"  {TerminalText.Plain(Core.Content.PlainText.Excerpt(entry.Text, 160))}");
        }

        return 0;
    }

    private static Source SourceOf(string named)
    {
        if (!File.Exists(named))
        {
            return Values.Url(named).Wrong is null
                ? new Source { Id = new SourceId("trial"), Title = named, Url = named }
                : throw new CommandFailure($"'{named}' is neither a file nor a web address.", CommandFailure.Usage);
        }

        var path = Path.GetFullPath(named);
        var file = new ConfigFolder(Path.GetDirectoryName(path)!).Open(Path.GetFileName(path), named);
        return file.Read(f => SourceReader.Read(f, new Dictionary<string, string>())) ?? throw new CommandFailure(file.Problems);
    }
}
