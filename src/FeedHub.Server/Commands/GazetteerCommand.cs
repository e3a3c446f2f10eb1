using System.CommandLine;
using System.Text;
using FeedHub.Core.Gazetteer;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Server.Commands.Grouping;
using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Configuration;
using FeedHub.Server.Configuration.Files;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub gazetteer hits</c>: shows what each name and stem of the gazetteer is found in.</summary>
internal sealed class GazetteerCommand : Verb
{
    private readonly CommonOptions common;
    private readonly Option<HitKind?> kind = new("--kind") { HelpName = "concept|topic|name", Description = "Show these only" };
    private readonly Option<string?> language =
        new("--language") { HelpName = "TAG", Description = $"Show this language only: {string.Join(", ", GazetteerReader.Languages)}" };
    private readonly Option<bool> json = new("--json") { Description = "Print lines of JSON instead of columns" };

    public GazetteerCommand(CommonOptions common)
        : base(
            "gazetteer",
            "Show what the names and stems of feeds-config/gazetteer/ are found in.",
            "hits < items.jsonl",
            "hits --kind name --language ka < items.jsonl",
            "hits --json < items.jsonl > hits.jsonl")
    {
        this.common = common;
        language.AcceptOnlyFromAmong([.. GazetteerReader.Languages]);
        var hits = new Command(
            "hits",
            "Read items as “feedhub group” does, and print for each concept stem, topic stem and name that is found in them: how suspicious "
                + "it is (0 to 1), hits, kind, language, ID, stem, the ten most frequent words that it hits, and what is suspicious. The most "
                + "suspicious come first. Exit code 1 if a line is not an item.")
        {
            kind, language, json,
        };
        hits.SetAction(Hits);
        Add(hits);
    }

    private int Hits(ParseResult parsed)
    {
        var reading = new CatalogReader(common.ReadWithoutStore(parsed)).Read(new Dictionary<string, string>(), null);
        foreach (var problem in reading.Problems)
            parsed.InvocationConfiguration.Error.WriteLine(problem);
        using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        HitsProtocol.Run(
            input, parsed.InvocationConfiguration.Output, new Tagger(reading.Gazetteer),
            row => (parsed.GetValue(kind) ?? row.Kind) == row.Kind && (parsed.GetValue(language) ?? row.Language) == row.Language,
            parsed.GetValue(json));
        return 0;
    }
}
