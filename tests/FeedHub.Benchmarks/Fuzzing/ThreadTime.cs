using System.Runtime.InteropServices;

namespace FeedHub.Benchmarks.Fuzzing;

/// <summary>The CPU time that the current thread has used: what a reader costs, however busy the machine. Linux only.</summary>
internal static partial class ThreadTime
{
    private const int ThreadClock = 3;

    public static TimeSpan Now
    {
        get
        {
            if (GetTime(ThreadClock, out var time) != 0)
                throw new InvalidOperationException($"The thread's clock cannot be read (errno {Marshal.GetLastPInvokeError()}).");
            return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0);
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static partial int GetTime(int clock, out Timespec time);

    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
