using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace FeedHub.Server.Configuration.Disk;

/// <summary>Distinguishes files with bytes of their own from pipes, sockets and devices, whose opening or reading may never end.</summary>
internal static class RegularFile
{
    private const int WorkingDirectory = -100;
    private const uint WantsType = 1;
    private const int ModeAt = 28;

    /// <summary>Also false if there is nothing. Links are followed, since mounted files are links (Kubernetes).</summary>
    public static bool Is(string path) => File.Exists(path) && WhyNot(path) is null;

    /// <summary>Why the path cannot be read as a file, and how to fix that; null if it can, and if there is nothing.</summary>
    public static string? WhyNot(string path) =>
        Directory.Exists(path) ? Passed("a folder")
        : !OperatingSystem.IsLinux() ? null
        : (TypeOf(path) & 0xF000) switch
        {
            0x1000 => Passed("a pipe"),
            0x2000 or 0x6000 => Passed("a device"),
            0xC000 => Passed("a socket"),
            _ => null,
        };

    private static string Passed(string what) => $"is {what}, not a file, so it is ignored; remove it";

    /// <summary>The mode as stat(2) reports it; 0 if the system does not.</summary>
    private static int TypeOf(string path)
    {
        // struct statx (Linux, include/uapi/linux/stat.h) is the same on every processor, as struct stat is not. .NET reports no types.
        var status = new byte[256];
        return GetStatus(WorkingDirectory, Encoding.UTF8.GetBytes(path + '\0'), 0, WantsType, status) == 0
            ? BinaryPrimitives.ReadUInt16LittleEndian(status.AsSpan(ModeAt)) : 0;
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetStatus(int folder, byte[] path, int flags, uint mask, byte[] status);
}
