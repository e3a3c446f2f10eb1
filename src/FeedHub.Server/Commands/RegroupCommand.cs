using System.CommandLine;
using FeedHub.Core.Gazetteer;
using FeedHub.Core.Stories;
using FeedHub.Server.Configuration;
using FeedHub.Storage;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub regroup</c>: tags and groups everything that is stored again.</summary>
internal sealed class RegroupCommand : Verb
{
    public RegroupCommand(CommonOptions common)
        : base(
            "regroup",
            "Tag and group everything that is stored again, by the gazetteer of now (by the last good text of a file that is spoilt); corrections are kept, and a story keeps its number. Safe beside a running server, and to stop at any point: it writes at the end, all at once.",
            "",
            "--data /var/lib/feedhub")
    {
        SetAction(async (parsed, cancellationToken) =>
        {
            using var database = DataFolder.Open(common.DataDirectory(parsed));
            database.Migrate();
            var lastGood = await new CatalogStore(database).LastGoodAsync(cancellationToken);
            var reading = new CatalogReader(common.Read(parsed, sample: false)).Read(lastGood, null);
            foreach (var problem in reading.Problems)
                await parsed.InvocationConfiguration.Error.WriteLineAsync(problem.ToString());
            var tagger = new Tagger(reading.Gazetteer);
            using var grouper = new StoryGrouper(new GroupingStore(database), () => tagger, TimeProvider.System);
            var counts = await grouper.RegroupAsync(cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{Words(counts.Entries, "entry", "entries")} in {Words(counts.NewStories, "story", "stories")}.");
            return 0;
        });
    }

    private static string Words(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";
}
