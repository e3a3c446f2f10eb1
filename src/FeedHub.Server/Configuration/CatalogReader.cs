using System.Globalization;
using FeedHub.Core.Briefs;
using FeedHub.Core.Catalog;
using FeedHub.Core.Gazetteer;
using FeedHub.Core.Sources;
using FeedHub.Server.Configuration.Files;

namespace FeedHub.Server.Configuration;

/// <summary>Reads a configuration directory. A bad file is reported, and its last good text stands in.</summary>
public sealed class CatalogReader(FeedHubOptions options)
{
    private readonly ConfigFolder folder = new(options.ConfigDirectory);

    /// <param name="lastGood">Texts by path relative to the directory that were good before.</param>
    /// <param name="standing">What is in force; its site stands in for a bad one, and its sources for a bad OPML file.</param>
    public CatalogReading Read(IReadOnlyDictionary<string, string> lastGood, FeedCatalog? standing)
    {
        using var hash = new CatalogHash();
        AddOptions(hash);
        var pass = new ReadingPass(folder, lastGood, hash);
        var site = pass.Take(SiteReader.Path, f => SiteReader.Read(f, options), mayStandIn: false) ?? standing?.Site;
        var sources = options.SampleSources
            ?? (options.OpmlFile is { } opml ? OpmlSources.Read(opml, pass.Problems, hash) ?? standing?.Sources : Sources(pass));
        var usable = site is not null && sources is not null;
        return new()
        {
            Site = usable ? site : null,
            Sources = sources ?? [],
            Series = usable ? [.. SeriesOf(pass, site!)] : [],
            Gazetteer = Gazetteer(pass),
            Problems = pass.Problems,
            GoodTexts = pass.GoodTexts,
            Hash = hash.Hex(),
        };
    }

    private List<Source> Sources(ReadingPass pass)
    {
        var taken = new Dictionary<string, string>();
        var sources = new List<Source>();
        foreach (var path in pass.Paths("sources", ".yaml"))
        {
            if (pass.Take(path, f => SourceReader.Read(f, taken)) is { } source)
            {
                taken.Add(source.Id.Value, folder.Name(path));
                sources.Add(source);
            }
        }
        return [.. sources.OrderBy(s => s.Id.Value, StringComparer.Ordinal)];
    }

    private GazetteerContents Gazetteer(ReadingPass pass)
    {
        var taken = new Dictionary<string, string>();
        var parts = new List<GazetteerContents>();
        foreach (var path in pass.Paths("gazetteer", ".yaml"))
        {
            if (pass.Take(path, f => GazetteerReader.Read(f, taken)) is { } part)
            {
                string[] keys = [.. part.Entries.Select(GazetteerReader.Key), .. part.Concepts.Select(GazetteerReader.Key), .. part.Topics.Select(GazetteerReader.Key)];
                foreach (var key in keys)
                {
                    taken[key] = folder.Name(path);
                }
                parts.Add(part);
            }
        }
        return new()
        {
            Entries = [.. parts.SelectMany(p => p.Entries)],
            Concepts = [.. parts.SelectMany(p => p.Concepts)],
            Topics = [.. parts.SelectMany(p => p.Topics)],
        };
    }

    private IEnumerable<SeriesDraft> SeriesOf(ReadingPass pass, Site site)
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
                yield return new(series, Briefs(pass, site, series));
            }
        }
    }

    private List<BriefDraft> Briefs(ReadingPass pass, Site site, Series series)
    {
        var media = SeriesMedia.Of(options.ConfigDirectory, series.Slug);
        var paths = pass.Paths($"series/{series.Slug}/briefs", ".md");
        var reader = new BriefReader(series, site.Address, site.BasePath, media, paths.Select(Slug).ToHashSet());
        var drafts = new List<BriefDraft>();
        foreach (var path in paths)
        {
            if (Values.Slug(Slug(path)).Wrong is { } wrong)
            {
                pass.Problems.Add(new(folder.Name(path), 1, "", $"the file's name {wrong}"));
            }
            else if (pass.Take(path, f => reader.Read(f, Slug(path))) is { } draft)
            {
                reader.Take(draft.Claim, folder.Name(path));
                drafts.Add(draft);
            }
        }
        foreach (var file in media.All())
        {
            pass.Hash.Add($"series/{series.Slug}/media/{file.Name}", file);
        }
        return drafts;
    }

    private static string Slug(string path) => Path.GetFileNameWithoutExtension(path);

    private void AddOptions(CatalogHash hash)
    {
        hash.Add("--public-url", options.PublicUrl ?? "");
        hash.Add("--allow-network", string.Join(' ', options.AllowedNetworks.Select(n => string.Create(CultureInfo.InvariantCulture, $"{n}"))));
        foreach (var (key, value) in options.SiteOverrides.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            hash.Add($"environment {key}", value);
        }
    }
}
