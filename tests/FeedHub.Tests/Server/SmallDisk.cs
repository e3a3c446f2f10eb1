using System.Diagnostics;

namespace FeedHub.Tests.Server;

/// <summary>A disk of a few kibibytes or mebibytes, to be filled or made read-only: a tmpfs, which only root may mount.</summary>
public sealed class SmallDisk : IDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Skips the test where no disk can be mounted.</summary>
    public static SmallDisk Mount(int kibibytes)
    {
        var disk = new SmallDisk(Directory.CreateTempSubdirectory("feedhub-disk-").FullName);
        if (OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={kibibytes}k", "tmpfs", disk.Folder))
            return disk;
        Directory.Delete(disk.Folder);
        Assert.Skip("No disk can be mounted here; that takes Linux and root.");
        throw new InvalidOperationException();
    }

    public void MakeReadOnly() => Assert.True(Run("mount", "-o", "remount,ro", Folder));

    /// <summary>Takes all that is free.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Path.Combine(Folder, "filler"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
                filler.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void Free() => File.Delete(Path.Combine(Folder, "filler"));

    public void Dispose()
    {
        Run("umount", "-l", Folder);
        Directory.Delete(Folder);
    }

    private static bool Run(string command, params string[] args)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, args) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
