namespace FeedHub.Benchmarks.Reading;

/// <summary>What one reader did in one round.</summary>
/// <param name="Allocated">Bytes allocated; null where the reader runs in a process of its own.</param>
internal sealed record Round(int Entries, double CpuSeconds, long? Allocated = null)
{
    public double Rate => Entries / CpuSeconds;
}
