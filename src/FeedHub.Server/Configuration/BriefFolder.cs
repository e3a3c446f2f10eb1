using System.Text;
using FeedHub.Core.Briefs.Following;
using FeedHub.Server.Configuration.Disk;

namespace FeedHub.Server.Configuration;

/// <summary>
/// The folders in which imports and editors write: for each series, a file for each brief, and pictures in <c>media</c>. Nothing outside
/// them is ever written.
/// </summary>
internal sealed class BriefFolder(FeedHubOptions options) : IBriefFiles, IDisposable
{
    /// <summary>A file is compared and written by one at a time.</summary>
    private readonly SemaphoreSlim turn = new(1, 1);

    public string PlaceOf(string series, string slug) => Within(series, $"{slug}.md");

    public async Task<StandingFiles> ReadAsync(string series, string slug, CancellationToken cancellationToken) => new(
        await TextAsync(Path.Combine(options.ConfigDirectory, "series", series, "briefs", $"{slug}.md"), cancellationToken),
        await TextAsync(PlaceOf(series, slug), cancellationToken));

    public async Task<bool> WriteAsync(string series, string slug, string text, StandingFiles seen, CancellationToken cancellationToken)
    {
        var path = PlaceOf(series, slug);
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (await TextAsync(path, cancellationToken) != seen.Imported)
                return false;
            await WholeFile.WriteAsync(path, Encoding.UTF8.GetBytes(text), cancellationToken);
            return true;
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task WriteMediaAsync(string series, string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var path = Within(series, Path.Combine("media", name));
        if (!File.Exists(path))
        {
            await WholeFile.WriteAsync(path, bytes, cancellationToken);
        }
    }

    public void Dispose() => turn.Dispose();

    private static async Task<string?> TextAsync(string path, CancellationToken cancellationToken) =>
        RegularFile.Is(path) ? await File.ReadAllTextAsync(path, cancellationToken) : null;

    private string Within(string series, string name)
    {
        var folder = Path.GetFullPath(Path.Combine(options.BriefsDirectory, series));
        var path = Path.GetFullPath(Path.Combine(folder, name));
        return path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path : throw new ArgumentException($"'{name}' is outside {folder}.", nameof(name));
    }
}
