namespace FeedHub.Benchmarks.Reading;

/// <summary>What one reader did in one round.</summary>
/// <param name="Allocated">Bytes allocated; null when the reader runs in its own process.</param>
internal sealed record Round(int Entries, double CpuSeconds, long? Allocated = null)
{
    public double Rate => Entries / CpuSeconds;
}
