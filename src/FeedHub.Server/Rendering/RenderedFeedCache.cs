using System.Collections.Concurrent;
using FeedHub.Server.Limits;
using FeedHub.Server.Rendering.Http;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace FeedHub.Server.Rendering;

/// <summary>What was rendered; since the version is part of it, nothing in the cache is ever stale.</summary>
/// <param name="What">The resource, such as <c>timeline</c> or <c>series/azerbaijan-brief</c>.</param>
/// <param name="Query">The canonical query, or empty.</param>
/// <param name="Version">Changes whenever the bytes could.</param>
internal sealed record RenderingKey(string What, string Format, string Query, string Version);

/// <summary>Holds rendered feeds in every coding, bounded in bytes; renders each key once, however many ask at once.</summary>
internal sealed class RenderedFeedCache(IHostApplicationLifetime lifetime, RenderingTurns turns) : IDisposable
{
    /// <summary>Maximum bytes held, counting all codings; on a small machine, an eighth of the memory.</summary>
    public static readonly long Capacity = Math.Min(64L << 20, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8);
    /// <summary>What an entry costs besides its bytes: key, tags, bookkeeping.</summary>
    private const long Overhead = 1024;
    /// <summary>Versions that are no longer requested are dropped after this long.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(20);

    private readonly MemoryCache cache = new(Options.Create(new MemoryCacheOptions { SizeLimit = Capacity }));
    private readonly ConcurrentDictionary<RenderingKey, Lazy<Task<Representation>>> underWay = new();

    /// <summary>What is held, else what is rendered at the turn of the first request.</summary>
    /// <param name="render">
    /// Makes the bytes; cancelled when the application has stopped, not with the request that happened to come first.
    /// </param>
    public Task<Representation> GetAsync(
        RenderingKey key, Func<CancellationToken, Task<Representation>> render, CancellationToken cancellationToken)
    {
        if (cache.TryGetValue(key, out Representation? held) && held is not null) return Task.FromResult(held);
        var mine = underWay.GetOrAdd(key, k => new Lazy<Task<Representation>>(() => RenderAsync(k, render)));
        return mine.Value.WaitAsync(cancellationToken);
    }

    public void Dispose() => cache.Dispose();

    private async Task<Representation> RenderAsync(RenderingKey key, Func<CancellationToken, Task<Representation>> render)
    {
        try
        {
            // Another caller may have finished since we looked into the cache.
            if (cache.TryGetValue(key, out Representation? held) && held is not null) return held;
            // Not when the application is told to stop: it goes on answering for a while, and finishes what it has begun.
            using var turn = await turns.TakeAsync(lifetime.ApplicationStopped);
            var made = await Task.Run(() => render(lifetime.ApplicationStopped));
            cache.Set(key, made, new MemoryCacheEntryOptions { Size = made.Bytes + Overhead, SlidingExpiration = Idle });
            return made;
        }
        finally
        {
            underWay.TryRemove(key, out _);
        }
    }
}
