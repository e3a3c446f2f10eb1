using System.Text;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Server.Commands.Grouping;
using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub group</c>: groups items from standard input, without a store.</summary>
internal sealed class GroupCommand : Verb
{
    public GroupCommand(CommonOptions common)
        : base(
            "group",
            "Read items as lines of JSON (id, url, source, lang, title, summary, content, published) in order of arrival, and print each "
                + "with its "
            + "story, the item that it duplicates, regions, topics, reasons and the stories of the same affair. Exit code 1 if a line is not an item.",
            "< items.jsonl > grouped.jsonl")
    {
        SetAction(parsed =>
        {
            var reading = new CatalogReader(common.ReadWithoutStore(parsed)).Read(new Dictionary<string, string>(), null);
            foreach (var problem in reading.Problems)
                parsed.InvocationConfiguration.Error.WriteLine(problem);
            using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
            GroupProtocol.Run(input, parsed.InvocationConfiguration.Output, new Tagger(reading.Gazetteer));
            return 0;
        });
    }
}
