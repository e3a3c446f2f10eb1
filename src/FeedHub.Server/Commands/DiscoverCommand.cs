using System.CommandLine;
using System.Globalization;
using FeedHub.Core.Content;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;
using FeedHub.Formats;
using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Terminal;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub discover URL</c>: finds the feeds of a site.</summary>
internal sealed class DiscoverCommand : Verb
{
    public DiscoverCommand(CommonOptions common)
        : base(
            "discover",
            "Find the feeds of a site: those that its page links to, else those at the usual addresses. Exit code 1 if there are none.",
            "https://civil.ge/")
    {
        var url = new Argument<string>("URL") { Description = "A page of the site" };
        Add(url);
        SetAction(async (parsed, cancellationToken) =>
        {
            var address = parsed.GetRequiredValue(url);
            await using var app = await FeedHubApplication.BuildForReadingAsync(common.Read(parsed, sample: false), cancellationToken);
            var found = await new FeedDiscovery(app.Services.GetRequiredService<IFeedFetcher>()).FindAsync(address, cancellationToken);
            if (found.Feeds.Count == 0)
            {
                throw new CommandFailure(
                    $"No feed was found at {address}.{(found.Failure is { } failed ? $" {failed.Failure.Name()}: {failed.Detail}" : "")}");
            }

            foreach (var feed in found.Feeds)
                await parsed.InvocationConfiguration.Output.WriteLineAsync(Line(feed));
            return 0;
        });
    }

    private static string Line(DiscoveredFeed feed) => string.Create(
        CultureInfo.InvariantCulture,
        $"{feed.Url}\n  {TerminalText.Plain(feed.Document.Title?.Value ?? "no title")}; {feed.Document.Family?.Name()} "
            + $"{feed.Document.Version}, {feed.Document.Items.Count} items, "
        + $"newest {(feed.Newest is { } newest ? newest.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture) : "undated")}; by "
            + $"{feed.How}");
}
