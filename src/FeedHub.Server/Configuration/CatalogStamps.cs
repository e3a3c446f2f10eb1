using System.Globalization;
using System.Text;
using FeedHub.Server.Configuration.Disk;

namespace FeedHub.Server.Configuration;

/// <summary>
/// Notices that configuration files have changed and are no longer being written. It polls, because file notifications do not work across
/// many mounts (network folders, containers on a desktop).
/// </summary>
internal sealed class CatalogStamps(FeedHubOptions options)
{
    /// <summary>How many looks may pass before files that keep changing are loaded as they are.</summary>
    private const int MaxLooks = 3;

    private static readonly EnumerationOptions Everything =
        new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };

    /// <summary>Null if nothing is loaded; empty if there are no files.</summary>
    private string? loaded;
    private string seen = "";
    private int looks;
    private volatile bool expected;

    /// <summary>
    /// Looks once; true if there is a change to load. A change is loaded once two looks in a row have seen the same, so that no file is
    /// read while it is being written, or once files have kept changing for too long.
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
    /// Says that FeedHub itself wrote the change, complete, so that the next look need not wait for a second one that sees the same.
    /// </summary>
    public void Expect() => expected = true;

    /// <summary>Makes the next look find a change, because the last could not be loaded.</summary>
    public void Forget() => loaded = null;

    private static string Take(FeedHubOptions options)
    {
        var stamps = new StringBuilder();
        foreach (var file in Files(options).OrderBy(f => f.FullName, StringComparer.Ordinal))
        {
            // A mounted file may be a link that is pointed at another target (Kubernetes), which does not change the link itself.
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
            ? briefs.EnumerateFiles("*", Everything).Where(f => f.Extension != WholeFile.Unfinished)
            : [],
        new FileInfo(options.FindingsFile),
        .. options.OpmlFile is { } opml ? [new FileInfo(opml)] : Array.Empty<FileInfo>(),
    ];
}
