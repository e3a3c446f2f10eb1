using FeedHub.Core.Catalog;
using FeedHub.Server.Configuration;

namespace FeedHub.Tests.Server.Configuration;

/// <summary>A small, valid configuration in a folder of its own, and shorthands for what tests do to it.</summary>
internal sealed class TemporaryConfig : IDisposable
{
    public const string Site = """
        title: Test hub
        public_url: https://hub.example
        tag_authority: hub.example,2026
        contact: desk@hub.example

        """;

    public const string Source = """
        id: alpha
        title: Alpha
        url: https://alpha.example/feed
        language: en
        kind: press

        """;

    public const string Series = """
        title: Weekly
        description: What happened.
        language: en
        publisher: The desk

        """;

    public const string Brief = """
        ---
        title: First
        dek: This week's brief examines the first thing.
        published: 2026-11-02
        ---
        Text.

        """;

    public static readonly IReadOnlyDictionary<string, string> NothingKept = new Dictionary<string, string>();

    public TemporaryConfig()
    {
        Write("site.yaml", Site);
        Write("sources/alpha.yaml", Source);
        Write("series/weekly/series.yaml", Series);
        Write("series/weekly/briefs/first.md", Brief);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("feedhub-config-").FullName;

    public FeedHubOptions Options => new() { ConfigDirectory = Folder };

    public void Write(string path, string text) => WriteBytes(path, System.Text.Encoding.UTF8.GetBytes(text));

    public void WriteBytes(string path, byte[] bytes)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
    }

    /// <summary>Puts all files of another folder below a path of this one.</summary>
    public void CopyFrom(string folder, string path)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            WriteBytes(Path.Combine(path, Path.GetRelativePath(folder, file)), File.ReadAllBytes(file));
    }

    public void Delete(string path) => File.Delete(Path.Combine(Folder, path));

    public CatalogReading Read(IReadOnlyDictionary<string, string>? lastGood = null, FeedCatalog? standing = null) =>
        Read(Options, lastGood, standing);

    public static CatalogReading Read(
        FeedHubOptions options, IReadOnlyDictionary<string, string>? lastGood = null, FeedCatalog? standing = null) =>
        new CatalogReader(options).Read(lastGood ?? NothingKept, standing);

    /// <summary>What is wrong, a line each, with paths from the folder.</summary>
    public string Problems(CatalogReading reading) =>
        string.Join('\n', reading.Problems).Replace(Folder + "/", "", StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
