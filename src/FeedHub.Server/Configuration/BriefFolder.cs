using System.Text;
using FeedHub.Core.Briefs.Following;
using FeedHub.Server.Configuration.Disk;

namespace FeedHub.Server.Configuration;

/// <summary>
/// The folder in which imports write the files of a series: one for each brief, and their pictures in <c>media</c>. Nothing outside it is
/// ever written.
/// </summary>
internal sealed class BriefFolder(FeedHubOptions options, string series)
{
    private readonly string folder = Path.GetFullPath(Path.Combine(options.BriefsDirectory, series));

    public string PathOf(string slug) => Within($"{slug}.md");

    public async Task<StandingFiles> ReadAsync(string slug, CancellationToken cancellationToken) => new(
        await TextAsync(Path.Combine(options.ConfigDirectory, "series", series, "briefs", $"{slug}.md"), cancellationToken),
        await TextAsync(PathOf(slug), cancellationToken));

    public Task WriteAsync(string slug, string text, CancellationToken cancellationToken) =>
        WholeFile.WriteAsync(PathOf(slug), Encoding.UTF8.GetBytes(text), cancellationToken);

    /// <summary>Stores a picture, whose name identifies its content.</summary>
    public async Task WriteMediaAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var path = Within(Path.Combine("media", name));
        if (!File.Exists(path))
        {
            await WholeFile.WriteAsync(path, bytes, cancellationToken);
        }
    }

    private static async Task<string?> TextAsync(string path, CancellationToken cancellationToken) =>
        RegularFile.Is(path) ? await File.ReadAllTextAsync(path, cancellationToken) : null;

    private string Within(string name)
    {
        var path = Path.GetFullPath(Path.Combine(folder, name));
        return path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path : throw new ArgumentException($"'{name}' is outside {folder}.", nameof(name));
    }
}
