using System.Globalization;
using System.Text;

namespace FeedHub.Server.Configuration;

/// <summary>
/// Notices that files of the configuration have changed and are at rest. It looks instead of listening: file notifications do
/// not cross many mounts (network folders, containers on a desktop).
/// </summary>
internal sealed class CatalogStamps(FeedHubOptions options)
{
    /// <summary>Looks for which one may wait for files to come to rest before they are loaded as they are.</summary>
    private const int MaxLooks = 3;

    private static readonly EnumerationOptions Everything =
        new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };

    /// <summary>Null when nothing is loaded; where there is no file at all, it is empty.</summary>
    private string? loaded;
    private string seen = "";
    private int looks;
    private volatile bool expected;

    /// <summary>
    /// One look; true when there is a change to load: seen the same twice running, so that a file is not read while it is being
    /// written, or seen in motion for too long.
    /// </summary>
    public bool Look()
    {
        var now = Take(options);
        if (now == loaded)
        {
            looks = 0;
            seen = now;
            return false;
        }
        looks++;
        if (now != seen && looks < MaxLooks && !expected)
        {
            seen = now;
            return false;
        }
        expected = false;
        (loaded, seen, looks) = (now, now, 0);
        return true;
    }

    /// <summary>
    /// Tells that what has changed was written by ourselves, whole, so that the next look need not wait for it to come to rest.
    /// </summary>
    public void Expect() => expected = true;

    /// <summary>Makes the next look find a change, because the last could not be loaded.</summary>
    public void Forget() => loaded = null;

    private static string Take(FeedHubOptions options)
    {
        var stamps = new StringBuilder();
        foreach (var file in Files(options).OrderBy(f => f.FullName, StringComparer.Ordinal))
        {
            // A mounted file may be a link that is pointed at another target (Kubernetes), which changes nothing of the link's own.
            var target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            stamps.Append(file.FullName).Append('\0').Append(target.FullName).Append('\0');
            stamps.Append(CultureInfo.InvariantCulture, $"{(target.Exists ? target.Length : -1)} {target.LastWriteTimeUtc.Ticks}\n");
        }
        return stamps.ToString();
    }

    private static IEnumerable<FileInfo> Files(FeedHubOptions options) =>
    [
        .. new DirectoryInfo(options.ConfigDirectory) is { Exists: true } directory ? directory.EnumerateFiles("*", Everything) : [],
        .. new DirectoryInfo(options.BriefsDirectory) is { Exists: true } briefs
            ? briefs.EnumerateFiles("*", Everything).Where(f => f.Extension != BriefFolder.Unfinished)
            : [],
        .. options.OpmlFile is { } opml ? [new FileInfo(opml)] : Array.Empty<FileInfo>(),
    ];
}
