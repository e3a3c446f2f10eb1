using System.Diagnostics;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub regroup</c>: tags and groups all stored entries again.</summary>
internal sealed class RegroupCommand : Verb
{
    public RegroupCommand(CommonOptions common)
        : base(
            "regroup",
            "Tag and group all stored entries again, by the current gazetteer (for a broken file, by its last good text). "
                + "Corrections are kept, and stories keep their numbers. Safe while a server is running, and safe to stop at any point: "
                + "everything is written at the end, all at once.",
            "",
            "--data /var/lib/feedhub")
    {
        SetAction(async (parsed, cancellationToken) =>
        {
            ExistingStore.Open(common.Store(parsed)).Dispose();
            // Nobody waits for it, and a server beside it has readers.
            using (var process = Process.GetCurrentProcess())
                process.PriorityClass = ProcessPriorityClass.BelowNormal;
            await using var app = await FeedHubApplication.BuildForWritingAsync(common.Read(parsed, sample: false), cancellationToken);
            foreach (var problem in app.Services.GetRequiredService<CurrentCatalog>().Value.Problems)
                await parsed.InvocationConfiguration.Error.WriteLineAsync(problem.ToString());
            var grouper = app.Services.GetRequiredService<StoryGrouper>();
            var counts = await grouper.RegroupAsync(cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                $"{Count(counts.Entries, "entry", "entries")} in {Count(counts.Stories, "story", "stories")}; "
                    + $"{counts.Changed} of the {Count(counts.Former, "former story", "former stories")} changed.");
            return 0;
        });
    }

    private static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";
}
