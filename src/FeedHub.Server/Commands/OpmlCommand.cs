using System.CommandLine;
using FeedHub.Core.Catalog;
using FeedHub.Core.Content;
using FeedHub.Core.Sources.Settings;
using FeedHub.Formats.Opml;
using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Configuration;
using FeedHub.Server.Configuration.Disk;
using FeedHub.Server.Configuration.Files;
using FeedHub.Server.Endpoints.Feeds;
using FeedHub.Server.Terminal;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub opml import|export</c>: moves sources from and to other feed readers.</summary>
internal sealed class OpmlCommand : Verb
{
    private readonly CommonOptions common;
    private readonly Argument<string> file = new("FILE") { Description = "A subscription list, as any feed reader exports it" };
    private readonly Option<string> kind =
        new("--kind")
        {
            HelpName = "KIND",
            Description = "Kind of these sources, as in a source's file, such as press or agency",
            DefaultValueFactory = _ => "press"
        };
    private readonly Option<string> language = new(
        "--language")
    { HelpName = "TAG", Description = "Language of the sources for which the list gives none", DefaultValueFactory = _ => "en" };

    public OpmlCommand(CommonOptions common)
        : base(
            "opml", "Write the feeds of a subscription list as files in sources/, or the sources as a subscription list.",
            "import subscriptions.opml",
            "export > sources.opml")
    {
        this.common = common;
        kind.AcceptOnlyFromAmong([.. Enum.GetValues<SourceKind>().Select(SourceKindNames.Name)]);
        var import =
            new Command("import", "Write a file in sources/ for each feed that is not a source yet; each stays disabled until you have "
                + "checked it and enable it") { file, kind, language };
        import.SetAction(ImportAsync);
        var export = new Command("export", "Write the enabled sources to standard output, including any keys in their addresses");
        export.SetAction(ExportAsync);
        Add(import);
        Add(export);
    }

    private async Task<int> ImportAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = common.ReadWithoutStore(parsed);
        var problems = new List<CatalogProblem>();
        var sources = OpmlSources.Read(parsed.GetRequiredValue(file), problems, new CatalogHash());
        foreach (var problem in problems)
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"feedhub: {problem}");
        if (sources is null)
            return CommandFailure.Failed;

        var folder = Directory.CreateDirectory(Path.Combine(options.ConfigDirectory, "sources")).FullName;
        var known = Directory.EnumerateFiles(folder, "*.yaml").SelectMany(File.ReadLines)
            .Where(l => l.StartsWith("url: ", StringComparison.Ordinal)).Select(l => l["url: ".Length..].Trim().Trim('"', '\''))
                .ToHashSet();
        var written = 0;
        foreach (var source in sources.Where(s => !known.Contains(s.Url)))
        {
            var path = Path.Combine(folder, $"{source.Id}.yaml");
            if (File.Exists(path))
                continue;
            await File.WriteAllTextAsync(
                path, SourceFile.Write(source, parsed.GetRequiredValue(kind), source.Language ?? parsed.GetRequiredValue(language)),
                    cancellationToken);
            written++;
        }

        await parsed.InvocationConfiguration.Output.WriteLineAsync(
            $"Wrote {written} files to {folder}; {sources.Count - written} feeds were there already. Each has the kind "
                + $"“{parsed.GetRequiredValue(kind)}” (--kind), and the language "
            + $"“{parsed.GetRequiredValue(language)}” where the list gives none (--language). Check them, and enable each one that works.");
        return problems.Count == 0 ? 0 : CommandFailure.Failed;
    }

    private async Task<int> ExportAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var app = await FeedHubApplication.BuildForReadingAsync(common.Read(parsed, sample: false), cancellationToken);
        var list = OpmlWriter.Write(OpmlEndpoints.Sources(app.Services.GetRequiredService<CurrentCatalog>().Value, url => url));
        var text = TerminalText.Escaped(System.Text.Encoding.UTF8.GetString(list), "&#x{0:X};");
        await parsed.InvocationConfiguration.Output.WriteLineAsync(text);
        return 0;
    }
}
