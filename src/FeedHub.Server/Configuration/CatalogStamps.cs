using System.IO.Enumeration;
using System.Runtime.InteropServices;
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
    private List<Stamp>? loaded;
    private List<Stamp> seen = [];
    private int looks;
    private volatile bool expected;

    /// <summary>
    /// Looks once; true if there is a change to load. A change is loaded once two looks in a row have seen the same, so that no file is
    /// read while it is being written, or once files have kept changing for too long.
    /// </summary>
    public bool Look()
    {
        var now = Take(options);
        if (Same(now, loaded))
        {
            looks = 0;
            seen = now;
            return false;
        }
        looks++;
        if (!Same(now, seen) && looks < MaxLooks && !expected)
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

    /// <summary>
    /// What distinguishes the files from other ones, in the order of their folders. That stays while nothing changes; if it did not,
    /// loading would find nothing new.
    /// </summary>
    private static List<Stamp> Take(FeedHubOptions options)
    {
        var stamps = new List<Stamp>();
        AddBelow(options.ConfigDirectory, unfinished: null, stamps);
        AddBelow(options.BriefsDirectory, WholeFile.Unfinished, stamps);
        stamps.Add(Stamp.Of(new FileInfo(options.FindingsFile)));
        if (options.OpmlFile is { } opml)
            stamps.Add(Stamp.Of(new FileInfo(opml)));
        return stamps;
    }

    /// <param name="unfinished">Ending of files that do not count.</param>
    private static void AddBelow(string folder, string? unfinished, List<Stamp> stamps)
    {
        if (!Directory.Exists(folder))
            return;
        stamps.AddRange(new FileSystemEnumerable<Stamp>(folder, Stamp.Of, Everything)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory
                && (unfinished is null || !Path.GetExtension(entry.FileName).SequenceEqual(unfinished)),
        });
    }

    private static bool Same(List<Stamp> now, List<Stamp>? then) =>
        then is not null && CollectionsMarshal.AsSpan(now).SequenceEqual(CollectionsMarshal.AsSpan(then));

    /// <summary>A file, without its name: there are thousands of them, looked at every second.</summary>
    /// <param name="Folder">Hash of the path of its folder.</param>
    /// <param name="Name">Hash of its name, and of the target if it is a link.</param>
    /// <param name="Length">Bytes; -1 if there is no file.</param>
    /// <param name="Written">When it was changed, in ticks.</param>
    private readonly record struct Stamp(int Folder, int Name, long Length, long Written)
    {
        public static Stamp Of(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0
            ? Of(new FileInfo(entry.ToFullPath()))
            : new(
                string.GetHashCode(entry.Directory), string.GetHashCode(entry.FileName), entry.Length,
                entry.LastWriteTimeUtc.UtcTicks);

        public static Stamp Of(FileInfo file)
        {
            // A mounted file may be a link that is pointed at another target (Kubernetes), which does not change the link itself.
            var target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            return new(
                string.GetHashCode(file.DirectoryName), HashCode.Combine(file.Name, target.FullName), target.Exists ? target.Length : -1,
                target.LastWriteTimeUtc.Ticks);
        }
    }
}
