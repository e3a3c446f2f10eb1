using FeedHub.Core.Stories.Grouping;
using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub regroup</c>: tags and groups everything that is stored again.</summary>
internal sealed class RegroupCommand : Verb
{
    public RegroupCommand(CommonOptions common)
        : base(
            "regroup",
            "Tag and group everything that is stored again, by the gazetteer of now (by the last good text of a file that is spoilt); "
                + "corrections are kept, and a story keeps its number. Safe beside a running server, and to stop at any point: it writes "
                    + "at the end, all at once.",
            "",
            "--data /var/lib/feedhub")
    {
        SetAction(async (parsed, cancellationToken) =>
        {
            DataFolder.Open(common.DataDirectory(parsed)).Dispose();
            await using var app = await FeedHubApplication.BuildForWritingAsync(common.Read(parsed, sample: false), cancellationToken);
            foreach (var problem in app.Services.GetRequiredService<CurrentCatalog>().Value.Problems)
                await parsed.InvocationConfiguration.Error.WriteLineAsync(problem.ToString());
            var grouper = app.Services.GetRequiredService<StoryGrouper>();
            var counts = await grouper.RegroupAsync(cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                $"{Count(counts.Entries, "entry", "entries")} in {Count(counts.NewStories, "story", "stories")}.");
            return 0;
        });
    }

    private static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";
}
