using System.Security.Cryptography;
using System.Text;
using FeedHub.Core.Catalog;
using FeedHub.Core.Sources;
using FeedHub.Core.Urls;
using FeedHub.Formats.Opml;
using FeedHub.Server.Configuration.Disk;
using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Server.Configuration.Files;

/// <summary>Reads the sources from an OPML file, as any feed reader exports it.</summary>
internal static class OpmlSources
{
    private const int MaxBytes = 16 << 20;

    /// <summary>The sources, or null if the file cannot be read.</summary>
    public static IReadOnlyList<Source>? Read(string path, List<CatalogProblem> problems, CatalogHash hash)
    {
        var file = new ConfigFile(path, path, "");
        var sources = file.Read(f => Sources(f, hash));
        problems.AddRange(file.Problems);
        return sources;
    }

    private static List<Source>? Sources(ConfigFile file, CatalogHash hash)
    {
        try
        {
            if (RegularFile.WhyNot(file.Path) is { } other)
            {
                file.Refuse(1, "", other);
                return null;
            }
            if (new FileInfo(file.Path).Length > MaxBytes)
            {
                file.Refuse(1, "", $"is larger than {MaxBytes >> 20} MiB; split it");
                return null;
            }
            var bytes = File.ReadAllBytes(file.Path);
            hash.Add("opml", Convert.ToHexStringLower(SHA256.HashData(bytes)));
            return Sources(OpmlReader.Read(bytes), file);
        }
        catch (FormatException fault)
        {
            file.Refuse(1, "", fault.Message);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            file.Refuse(1, "", $"cannot be read: {fault.Message}");
        }
        return null;
    }

    private static List<Source> Sources(OpmlDocument document, ConfigFile file)
    {
        var byUrl = new Dictionary<string, Source>();
        foreach (var outline in document.Outlines.SelectMany(o => o.Feeds()))
        {
            var url = outline.XmlUrl!.Trim();
            if (Values.Url(url).Wrong is { } wrong)
            {
                file.Report(outline.Line ?? 1, outline.Text, $"xmlUrl: {wrong}");
                continue;
            }
            byUrl.TryAdd(url, new()
            {
                Id = Id(url),
                Title = outline.Text.Trim() is { Length: > 0 } text ? text : new Uri(url).Host,
                Home = outline.HtmlUrl is { } home && Values.Url(home).Wrong is null ? home : null,
                Url = url,
                Language = outline.Language is { } language && Values.Language(language).Wrong is null ? language : null,
            });
        }
        return [.. byUrl.Values.OrderBy(s => s.Id.Value, StringComparer.Ordinal)];
    }

    /// <summary>Stable for an address: its readable part, and enough of its hash to distinguish similar addresses.</summary>
    private static SourceId Id(string url)
    {
        var uri = new Uri(url);
        var words = Slug.From($"{uri.Host} {uri.AbsolutePath}");
        return new($"{words}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url)))[..8]}");
    }
}
