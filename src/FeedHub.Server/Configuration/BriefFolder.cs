using System.Text;
using FeedHub.Core.Briefs.Following;
using FeedHub.Server.Configuration.Disk;
using FeedHub.Server.Configuration.Mirroring;

namespace FeedHub.Server.Configuration;

/// <summary>
/// The folders in which imports and editors write: for each series, a file for each brief, and pictures in <c>media</c>. Nothing outside
/// them is ever written.
/// </summary>
internal sealed class BriefFolder(FeedHubOptions options, IDataFiles files) : IBriefFiles
{
    public string PlaceOf(string series, string slug) => DataPath.In(options.DataDirectory, DataPath.Brief(series, slug));

    public async Task<StandingFiles> ReadAsync(string series, string slug, CancellationToken cancellationToken) => new(
        await TextAsync(Path.Combine(options.ConfigDirectory, "series", series, "briefs", $"{slug}.md"), cancellationToken),
        await TextAsync(PlaceOf(series, slug), cancellationToken));

    public Task<bool> WriteAsync(string series, string slug, string text, StandingFiles seen, CancellationToken cancellationToken) =>
        files.ChangeAsync(
            DataPath.Brief(series, slug), there => Text(there) == seen.Imported ? Encoding.UTF8.GetBytes(text) : null, cancellationToken);

    public Task WriteMediaAsync(string series, string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        files.ChangeAsync(DataPath.Picture(series, name), there => there is null ? bytes.ToArray() : null, cancellationToken);

    private static async Task<string?> TextAsync(string path, CancellationToken cancellationToken) =>
        RegularFile.Is(path) ? Text(await File.ReadAllBytesAsync(path, cancellationToken)) : null;

    /// <summary>Without the mark that some text editors put before UTF-8.</summary>
    private static string? Text(byte[]? bytes) =>
        bytes is null ? null
        : Encoding.UTF8.GetString(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes);
}
