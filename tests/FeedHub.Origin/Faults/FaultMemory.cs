using System.Collections.Concurrent;

namespace FeedHub.Origin.Faults;

/// <summary>How often each address was requested, for faults that change over time.</summary>
internal sealed class FaultMemory
{
    private readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>1 for the first request to an address, 2 for the second, and so on.</summary>
    public int Count(string address) => counts.AddOrUpdate(address, 1, (_, n) => n + 1);
}
