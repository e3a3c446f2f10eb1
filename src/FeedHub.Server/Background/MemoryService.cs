using System.Runtime;

namespace FeedHub.Server.Background;

/// <summary>
/// Gives memory back once much has been done and nothing more is. A server that has just read its configuration, or all of its sources for
/// the first time, holds several times what it needs, and without work there is no collection that would find that out.
/// </summary>
internal sealed class MemoryService(IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<MemoryService> log)
    : BackgroundLoop(lifetime, clock, log)
{
    /// <summary>Time over which it is measured whether there is work.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly TimeProvider clock = clock;
    private readonly WorkMeter work = new();

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Interval, clock, cancellationToken);
        if (!work.HasEnded(GC.GetTotalAllocatedBytes()))
            return;
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}

/// <summary>Tells by what is allocated whether work has ended that was worth a collection of everything.</summary>
internal sealed class WorkMeter
{
    /// <summary>Bytes from one look to the next from which on there is work: two pages are 4 MB.</summary>
    public const long Work = 4L << 20;

    /// <summary>Bytes since the last time for which it is worth a pause: some 50 ms for a heap of 20 MB.</summary>
    public const long Worth = 64L << 20;

    private long before;
    private long collected;

    /// <summary>Looks once. True at the first look at which there is no work, after enough of it; the caller then collects.</summary>
    /// <param name="allocated">Bytes allocated so far.</param>
    public bool HasEnded(long allocated)
    {
        var isQuiet = allocated - before < Work;
        before = allocated;
        if (!isQuiet || allocated - collected < Worth)
            return false;
        collected = allocated;
        return true;
    }
}
