using System.Globalization;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Briefs.Markup;
using FeedHub.Core.Catalog;
using FeedHub.Core.Gazetteer;
using FeedHub.Core.Sources;
using FeedHub.Core.Views;
using FeedHub.Server.Configuration.Disk;
using FeedHub.Server.Configuration.Files;
using FeedHub.Server.Configuration.Files.Views;
using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Server.Configuration;

/// <summary>Reads a configuration directory. A bad file is reported, and replaced by its last good text.</summary>
internal sealed class CatalogReader(FeedHubOptions options)
{
    private ConfigFolder folder = new(options.ConfigDirectory);
    private readonly Dictionary<string, (string Text, Source Source)> known = [];
    private readonly ConfigFolder imported = new(options.BriefsDirectory);
    private readonly ConfigFolder data = new(options.DataDirectory, maxBytes: FindingsReader.MaxBytes);

    /// <param name="lastGood">The last good texts, by path relative to the directory.</param>
    /// <param name="standing">The catalog in force; its site replaces a bad one, and its sources replace a bad OPML file.</param>
    /// <param name="declared">At a start, the sources that the store knows, which replace a bad OPML file.</param>
    public CatalogReading Read(IReadOnlyDictionary<string, string> lastGood, FeedCatalog? standing, IReadOnlyList<Source>? declared = null)
    {
        CatalogProblem absence;
        if (!lastGood.ContainsKey(SiteReader.Path) || File.Exists(Path.Combine(options.ConfigDirectory, SiteReader.Path)))
        {
            try
            {
                return ReadFolder(lastGood, standing, declared);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException && lastGood.ContainsKey(SiteReader.Path))
            {
                absence = new(
                    options.ConfigDirectory, 1, "",
                    $"cannot be read ({fault.Message}); until it can, the last good version of every file stays in force");
            }
        }
        else
        {
            // A volume may not be mounted, or a copy may delete first: nobody means to empty the site by deleting this one file.
            absence = new(
                folder.Name(SiteReader.Path), 1, "", "is missing; until it is back, the last good version of every file stays in force");
        }
        var kept = new CatalogReader(options) { folder = new(options.ConfigDirectory, lastGood) }.ReadFolder(lastGood, standing, declared);
        return kept with { Absence = absence, Problems = [absence, .. kept.Problems] };
    }

    /// <summary>The tag authority that <c>site.yaml</c> declares now; null if it declares none.</summary>
    public string? TagAuthority()
    {
        string? declared = null;
        if (folder.Open(SiteReader.Path) is { Text: not null } file)
        {
            SiteReader.Read(file, options, null, out declared);
        }
        return declared;
    }

    /// <summary>
    /// What is found in one brief if an editor writes this text here. The files of the other briefs are read too, since no two may claim
    /// one ID or number.
    /// </summary>
    /// <param name="series">As it is in force, like the rest of the catalog.</param>
    public BriefReading ReadBrief(FeedCatalog catalog, Series series, string slug, string text)
    {
        using var hash = new CatalogHash();
        var nothing = new Dictionary<string, string>();
        var (pass, importedPass) = (new ReadingPass(folder, nothing, hash), new ReadingPass(imported, nothing, hash));
        var others = Files(pass, importedPass, series.Slug).Where(f => Slug(f.Path) != slug).ToList();
        var reader = Reader(catalog.Site, series, [.. others.Select(f => Slug(f.Path)), slug], catalog.Gazetteer, catalog.Headings);
        foreach (var (from, _, path) in others)
        {
            if (from.Take(path, f => reader.Read(f, Slug(path), imported: from == importedPass)) is { } other)
            {
                // Only by its name: editors need not know where on the server the files are.
                reader.Take(other.Claim, $"{Slug(path)}.md");
            }
        }
        var file = new ConfigFile($"{series.Slug}/{slug}.md", $"{slug}.md", text);
        return new(file.Read(f => reader.Read(f, slug, imported: false)), file.Problems);
    }

    private CatalogReading ReadFolder(IReadOnlyDictionary<string, string> lastGood, FeedCatalog? standing, IReadOnlyList<Source>? declared)
    {
        using var hash = new CatalogHash();
        AddOptions(hash);
        var pass = new ReadingPass(folder, lastGood, hash);
        var importedPass = new ReadingPass(imported, lastGood, hash);
        var dataPass = new ReadingPass(data, lastGood, hash);
        string? tagAuthority = null;
        var site = pass.Take(SiteReader.Path, Site) ?? standing?.Site;
        var sources = options.SampleSources
            ?? (options.OpmlFile is { } opml
                ? OpmlSources.Read(opml, pass.Problems, hash) ?? standing?.Sources ?? declared : Sources(pass));
        var gazetteer = Gazetteer(pass);
        var headings = (folder.Has(SectionNamesReader.Path) ? pass.Take(SectionNamesReader.Path, SectionNamesReader.Read) : null)
            ?? BriefHeadings.English;
        var usable = site is not null && sources is not null;
        var findings = options.SampleSources is null && Path.Exists(options.FindingsFile)
            ? dataPass.Take(FindingsReader.Path, FindingsReader.Read) : null;
        return new()
        {
            Site = usable ? site : null,
            TagAuthority = tagAuthority,
            Sources = [.. (sources ?? []).Select(s => findings?.GetValueOrDefault(s.Id) is { } found ? found.AppliedTo(s) : s)],
            Series = usable ? [.. SeriesOf(pass, importedPass, site!, gazetteer, headings)] : [],
            Views = [.. ViewsOf(pass, sendsMail: site?.Mail is not null)],
            Gazetteer = gazetteer,
            Headings = headings,
            Problems = [.. pass.Problems, .. importedPass.Problems, .. dataPass.Problems],
            GoodTexts = pass.GoodTexts.Concat(importedPass.GoodTexts).Concat(dataPass.GoodTexts).ToDictionary(),
            Hash = hash.Hex(),
        };

        Site? Site(ConfigFile file)
        {
            var read = SiteReader.Read(file, options, standing?.Site.Address.TagAuthority, out var own);
            // That of the file itself, not that of the text that replaces it.
            tagAuthority ??= own;
            return read;
        }
    }

    private static IEnumerable<View> ViewsOf(ReadingPass pass, bool sendsMail) => pass.Paths("views", ".yaml")
        .Select(path => pass.Take(path, f => ViewReader.Read(f, sendsMail))).OfType<View>()
        .OrderBy(v => v.Title, StringComparer.InvariantCultureIgnoreCase).ThenBy(v => v.Id, StringComparer.Ordinal);

    private List<Source> Sources(ReadingPass pass)
    {
        var taken = new Dictionary<string, string>();
        var sources = new List<Source>();
        foreach (var path in pass.Paths("sources", ".yaml"))
        {
            if (pass.Take(path, f => SourceIn(f, taken)) is { } source)
            {
                taken.Add(source.Id.Value, folder.Name(path));
                sources.Add(source);
            }
        }
        return [.. sources.OrderBy(s => s.Id.Value, StringComparer.Ordinal)];
    }

    /// <summary>What a file says; one that was good and has not changed is not parsed again, which takes a millisecond.</summary>
    private Source? SourceIn(ConfigFile file, Dictionary<string, string> taken)
    {
        if (known.TryGetValue(file.Path, out var before) && before.Text == file.Text && !taken.ContainsKey(before.Source.Id.Value))
        {
            return before.Source;
        }
        var source = SourceReader.Read(file, taken);
        if (source is not null && file.Problems.Count == 0)
        {
            known[file.Path] = (file.Text!, source);
        }
        return source;
    }

    private GazetteerContents Gazetteer(ReadingPass pass)
    {
        var taken = new Dictionary<string, string>();
        // By name, not in the order of reading, in which a file that has just changed comes last: if two files declare one name, the
        // first gets it.
        var parts = new SortedDictionary<string, GazetteerContents>(StringComparer.Ordinal);
        foreach (var path in pass.Paths("gazetteer", ".yaml"))
        {
            if (pass.Take(path, f => GazetteerReader.Read(f, taken)) is { } part)
            {
                string[] keys =
                    [.. part.Entries.Select(GazetteerReader.Key), .. part.Concepts.Select(GazetteerReader.Key),
                        .. part.Topics.Select(GazetteerReader.Key)];
                foreach (var key in keys)
                {
                    taken[key] = folder.Name(path);
                }
                parts[path] = part;
            }
        }
        using var version = new CatalogHash();
        foreach (var path in parts.Keys)
        {
            version.Add(path, pass.GoodTexts[path]);
        }
        return new()
        {
            Entries = [.. parts.Values.SelectMany(p => p.Entries)],
            Concepts = [.. parts.Values.SelectMany(p => p.Concepts)],
            Topics = [.. parts.Values.SelectMany(p => p.Topics)],
            GivenNames = [.. parts.Values.SelectMany(p => p.GivenNames)],
            Version = version.Hex(),
        };
    }

    private IEnumerable<SeriesDraft> SeriesOf(
        ReadingPass pass, ReadingPass importedPass, Site site, GazetteerContents gazetteer, BriefHeadings headings)
    {
        var aliases = new Dictionary<string, string>();
        foreach (var slug in folder.Folders("series"))
        {
            var path = $"series/{slug}/series.yaml";
            if (Values.Slug(slug).Wrong is { } wrong)
            {
                pass.Problems.Add(new(folder.Name(path), 1, "", $"the folder's name {wrong}"));
            }
            else if (pass.Take(path, f => SeriesReader.Read(f, slug, aliases)) is { } series)
            {
                foreach (var alias in series.Aliases)
                {
                    aliases[alias.Path] = folder.Name(path);
                }
                yield return new(series, Briefs(pass, importedPass, site, series, gazetteer, headings));
            }
        }
    }

    private List<BriefDraft> Briefs(
        ReadingPass pass, ReadingPass importedPass, Site site, Series series, GazetteerContents gazetteer, BriefHeadings headings)
    {
        var files = Files(pass, importedPass, series.Slug);
        var reader = Reader(site, series, [.. files.Select(f => Slug(f.Path))], gazetteer, headings);
        var drafts = new List<BriefDraft>();
        foreach (var (from, root, path) in files)
        {
            if (Values.Slug(Slug(path)).Wrong is { } wrong)
            {
                from.Problems.Add(new(root.Name(path), 1, "", $"the file's name {wrong}"));
            }
            else if (from.Take(path, f => reader.Read(f, Slug(path), imported: from == importedPass)) is { } draft)
            {
                reader.Take(draft.Claim, root.Name(path));
                drafts.Add(draft);
            }
        }
        foreach (var file in SeriesMedia.From(options, series.Slug).All())
        {
            pass.Hash.Add($"series/{series.Slug}/media/{file.Name}", file);
        }
        return drafts;
    }

    private BriefReader Reader(Site site, Series series, HashSet<string> slugs, GazetteerContents gazetteer, BriefHeadings headings) =>
        new(series, site.Address, site.BasePath, SeriesMedia.From(options, series.Slug), slugs, gazetteer, headings);

    /// <summary>
    /// A file of the configuration wins over an imported one with the same name, unless an editor has accepted the import in place of
    /// exactly that text.
    /// </summary>
    private List<(ReadingPass Pass, ConfigFolder Root, string Path)> Files(ReadingPass pass, ReadingPass importedPass, string series)
    {
        var own = pass.Paths($"series/{series}/briefs", ".md");
        var superseded = new HashSet<string>();
        var files = new List<(ReadingPass, ConfigFolder, string)>();
        foreach (var path in importedPass.Paths(series, ".md"))
        {
            var twin = own.FirstOrDefault(o => Slug(o) == Slug(path));
            if (twin is null || Supersedes(path, twin))
            {
                superseded.Add(twin ?? "");
                files.Add((importedPass, imported, path));
            }
        }
        return [.. own.Where(o => !superseded.Contains(o)).Select(o => (pass, folder, o)), .. files];
    }

    private bool Supersedes(string path, string twin) =>
        imported.Open(path).Text is { } text && folder.Open(twin).Text is { } other && BriefFile.TakesPlaceOf(text, other);

    private static string Slug(string path) => Path.GetFileNameWithoutExtension(path);

    private void AddOptions(CatalogHash hash)
    {
        hash.Add("--public-url", options.PublicUrl ?? "");
        hash.Add(
            "--allow-network", string.Join(' ', options.AllowedNetworks.Select(n => string.Create(CultureInfo.InvariantCulture, $"{n}"))));
        foreach (var (key, value) in options.SiteOverrides.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            hash.Add($"environment {key}", value);
        }
    }
}
