namespace FeedHub.Benchmarks.Reading;

/// <summary>A .NET reader, run in this process.</summary>
internal sealed class LibraryContender(string name, IReadOnlyList<byte[]> feeds, Func<byte[], int> read) : IContender
{
    public string Name => name;

    public Round Run()
    {
        // The garbage of the previous reader must not count against this one.
        GC.Collect();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var before = Environment.CpuUsage.TotalTime;
        var entries = feeds.Sum(read);
        return new Round(
            entries, (Environment.CpuUsage.TotalTime - before).TotalSeconds, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    public void Dispose()
    {
    }
}
