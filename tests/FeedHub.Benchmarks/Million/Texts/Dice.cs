namespace FeedHub.Benchmarks.Million.Texts;

/// <summary>
/// Random numbers (SplitMix64) that follow from whatever they are seeded with, so that any entry can be made again without those before it.
/// </summary>
internal struct Dice
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong state;

    /// <param name="parts">What the numbers depend on; another order of parts gives other numbers.</param>
    public Dice(params ReadOnlySpan<long> parts)
    {
        foreach (var part in parts)
            state = Mix(state + Step + (ulong)part);
    }

    public ulong Next() => Mix(state += Step);

    /// <summary>At least 0 and less than 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>At least 0 and less than <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)((Next() >> 32) * (ulong)limit >> 32);

    public bool Chance(double probability) => Unit() < probability;

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
