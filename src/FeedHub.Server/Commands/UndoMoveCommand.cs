using System.CommandLine;
using FeedHub.Core.Sources;
using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Terminal;
using FeedHub.Storage.Sources;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub undo-move ID</c>: polls a source at its declared address again.</summary>
internal sealed class UndoMoveCommand : Verb
{
    public UndoMoveCommand(CommonOptions common)
        : base(
            "undo-move", "Undo the move of a source's address that its server requested with 301 or 308. It is not made again.",
            "civil-ge")
    {
        var source = new Argument<string>("ID") { Description = "The source" };
        Add(source);
        SetAction(async (parsed, cancellationToken) =>
        {
            var id = parsed.GetRequiredValue(source);
            using var database = ExistingStore.Open(common.Store(parsed));
            database.Migrate();
            var store = new SourceStore(database);
            if (await store.ReportAsync(new SourceId(id), maxEvents: 0, cancellationToken) is null)
                throw new CommandFailure($"There is no source '{id}'; the files in sources/ give the IDs.", CommandFailure.Usage);
            if (!await store.UndoMoveAsync(new SourceId(id), TimeProvider.System.GetUtcNow(), cancellationToken))
                throw new CommandFailure($"'{id}' has no move in force, or is being polled at this moment; its page shows which.");
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{id} will be polled at its declared address again.");
            return 0;
        });
    }
}
