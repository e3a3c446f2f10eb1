using System.CommandLine;
using FeedHub.Core.Content;
using FeedHub.Core.Sources;
using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Terminal;
using FeedHub.Storage.Sources;
using FeedHub.Storage.Stories;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub fold</c>: folds entries that were stored twice into one.</summary>
internal sealed class FoldCommand : Verb
{
    public FoldCommand(CommonOptions common)
        : base(
            "fold",
            "Find entries that were stored again because their outlet changed IDs or links, and fold each into the older one. The later "
                + "text becomes the current one, the earlier its revision. The addresses of stories are kept. Safe while a server is "
                + "running; one source is written at a time.",
            "--dry-run",
            "--source civil-ge")
    {
        var only = new Option<string>("--source") { Description = "Only this source", HelpName = "ID" };
        var dryRun = new Option<bool>("--dry-run") { Description = "List them, but change nothing" };
        Add(only);
        Add(dryRun);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var database = ExistingStore.Open(common.Store(parsed));
            database.Migrate();
            var (entries, output) = (new DoubledEntries(database), parsed.InvocationConfiguration.Output);
            var (isDry, total) = (parsed.GetValue(dryRun), 0);
            foreach (var source in await SourcesAsync(new SourceStore(database), parsed.GetValue(only), cancellationToken))
            {
                var doubled = isDry
                    ? await entries.FindAsync(source, cancellationToken)
                    : await entries.FoldAsync(source, TimeProvider.System.GetUtcNow(), cancellationToken);
                foreach (var entry in doubled)
                    await output.WriteLineAsync(TerminalText.Plain($"{source}: {entry.Later} is {entry.Older}: {entry.Title}"));
                total += doubled.Count;
            }
            await output.WriteLineAsync($"{total} {(total == 1 ? "entry" : "entries")} {(isDry ? "would be folded" : "folded")}.");
            return 0;
        });
    }

    private static async Task<IReadOnlyList<SourceId>> SourcesAsync(SourceStore store, string? only, CancellationToken cancellationToken)
    {
        var all = (await store.OverviewAsync(cancellationToken)).Select(s => s.Source.Id).ToList();
        if (only is null)
            return all;
        return all.Contains(new SourceId(only))
            ? [new SourceId(only)]
            : throw new CommandFailure($"There is no source '{only}'; the files in sources/ give the IDs.", CommandFailure.Usage);
    }
}
