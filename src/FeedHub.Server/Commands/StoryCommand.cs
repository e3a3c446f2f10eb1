using System.CommandLine;
using FeedHub.Core.Entries;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Terminal;
using FeedHub.Storage.Stories;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub story split</c> and <c>feedhub story merge</c>: corrects grouping permanently.</summary>
internal sealed class StoryCommand : Verb
{
    private readonly CommonOptions common;
    private readonly Argument<long> story = new("STORY") { Description = "The story's number, as in its address" };
    private readonly Argument<long> other = new("OTHER") { Description = "The number of the other story" };
    private readonly Argument<string[]> entries =
        new("ENTRY") { Description = "A report's ID: the part after # in its address on the story page", Arity = ArgumentArity.OneOrMore };

    public StoryCommand(CommonOptions common)
        : base("story", "Correct grouping permanently. Safe while a server is running.", "split 812 mfxw4…", "merge 812 815")
    {
        this.common = common;
        var split = new Command("split", "Move reports out of a story into one of their own.") { story, entries };
        split.SetAction((parsed, cancellationToken) => EditAsync(
            parsed,
            editor =>
                editor.SplitAsync(
                    new StoryId(parsed.GetValue(story)), [.. parsed.GetRequiredValue(entries).Select(e => new EntryId(e))],
                    cancellationToken),
            "The entries must be reports of that story, and not all of them."));
        var merge = new Command("merge", "Merge two stories; the older one remains.") { story, other };
        merge.SetAction((parsed, cancellationToken) => EditAsync(
            parsed,
            editor => editor.MergeAsync(new StoryId(parsed.GetValue(story)), new StoryId(parsed.GetValue(other)), cancellationToken),
            "The numbers must be those of two different stories."));
        Add(split);
        Add(merge);
    }

    private async Task<int> EditAsync(ParseResult parsed, Func<StoryEditor, Task<StoryId?>> edit, string impossible)
    {
        using var database = ExistingStore.Open(common.Store(parsed));
        database.Migrate();
        if (await edit(new StoryEditor(new GroupingStore(database, tagger: null), TimeProvider.System)) is not { } result)
            throw new CommandFailure(impossible);
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"Story {result}.");
        return 0;
    }
}
