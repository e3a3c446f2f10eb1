using FeedHub.Core.Sources.Settings;

namespace FeedHub.Benchmarks.Million;

/// <summary>Writes the configuration with which <c>feedhub serve --config</c> serves the filled store.</summary>
internal static class MillionConfig
{
    private const string Origin = "feeds-config";

    /// <summary>Writes the folder anew: the sources, and all else as the repository has it.</summary>
    /// <exception cref="DirectoryNotFoundException">The working folder is not the root of the repository.</exception>
    public static void Write(string folder, IReadOnlyList<MillionSource> sources)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        foreach (var file in Directory.GetFiles(Origin, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(Origin, file);
            if (path.Split(Path.DirectorySeparatorChar)[0] is "sources" or "site.yaml")
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            File.Copy(file, Path.Combine(folder, path));
        }
        File.WriteAllText(Path.Combine(folder, "site.yaml"), """
            title: A million entries
            public_url: http://127.0.0.1:8080
            tag_authority: million.example,2026
            contact: desk@million.example
            retention: keep-all

            """);
        Directory.CreateDirectory(Path.Combine(folder, "sources"));
        foreach (var source in sources.Select(s => s.Declaration))
        {
            File.WriteAllText(Path.Combine(folder, "sources", source.Id + ".yaml"), $"""
                # Nobody listens at this address.
                id: {source.Id}
                title: {source.Title}
                home: {source.Home}
                url: {source.Url}
                language: {source.Language}
                countries: [{string.Join(", ", source.Countries)}]
                kind: {source.Kind!.Value.Name()}
                interval: 24h
                verified: 2026-09-20
                enabled: true

                """);
        }
    }
}
