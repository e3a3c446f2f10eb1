using FeedHub.Core.Catalog;
using FeedHub.Server.Configuration.Disk;
using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Server.Configuration.Files;

/// <summary>One reading of the directory: takes each file once, or its last good text if the file is bad.</summary>
internal sealed class ReadingPass(ConfigFolder folder, IReadOnlyDictionary<string, string> lastGood, CatalogHash hash)
{
    private readonly Dictionary<string, string> goodTexts = [];

    public List<CatalogProblem> Problems { get; } = [];

    public IReadOnlyDictionary<string, string> GoodTexts => goodTexts;

    public CatalogHash Hash => hash;

    /// <summary>
    /// The files of a folder with that ending. Those that have not changed since they were good come first: if two claim the same ID, the
    /// one that had it keeps it.
    /// </summary>
    public IReadOnlyList<string> Paths(string directory, string ending)
    {
        var files = folder.Files(directory);
        foreach (var other in files.Where(f => ending == ".yaml" && f.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)))
        {
            Problems.Add(new(folder.Name($"{directory}/{other}"), 1, "", "is not read; change its ending to .yaml"));
        }
        return [.. files.Where(f => f.EndsWith(ending, StringComparison.Ordinal)).Select(f => $"{directory}/{f}")
            .OrderBy(p => lastGood.TryGetValue(p, out var text) && folder.Open(p).Text == text ? 0 : 1)];
    }

    /// <summary>What the file says, else what its last good text says, else null; problems are reported in each case.</summary>
    public T? Take<T>(string path, Func<ConfigFile, T?> read)
        where T : class
    {
        var file = folder.Open(path);
        hash.Add(path, file.Text ?? "");
        var value = file.Read(read);
        Problems.AddRange(file.Problems);
        if (value is null && lastGood.TryGetValue(path, out var text))
        {
            file = new(path, folder.Name(path), text);
            value = file.Read(read);
            hash.Add($"last good {path}", text);
        }
        if (value is not null)
        {
            goodTexts[path] = file.Text!;
        }
        return value;
    }
}
