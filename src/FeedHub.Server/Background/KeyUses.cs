using System.Collections.Concurrent;
using System.Threading.Channels;
using FeedHub.Core.Access;

namespace FeedHub.Server.Background;

/// <summary>
/// Stores the day on which each key was last used: once a day for each key, and in the background, so that no request waits for a write or
/// fails with it. Failed writes are tried again.
/// </summary>
internal sealed class KeyUses(IAccessKeyStore store, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<KeyUses> log)
    : BackgroundLoop(lifetime, clock, log)
{
    private readonly TimeProvider clock = clock;
    private readonly ConcurrentDictionary<string, DateOnly> noted = new();
    private readonly Channel<(string Id, DateOnly Day)> unwritten = Channel.CreateUnbounded<(string, DateOnly)>();

    /// <summary>Notes that the key was used today (UTC).</summary>
    public void Note(GivenKey key)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (key.LastUsed >= today) return;
        if (noted.TryGetValue(key.Id, out var day) ? day < today && noted.TryUpdate(key.Id, today, day) : noted.TryAdd(key.Id, today))
            unwritten.Writer.TryWrite((key.Id, today));
    }

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        await unwritten.Reader.WaitToReadAsync(cancellationToken);
        // Removed once it is written.
        if (!unwritten.Reader.TryPeek(out var use)) return;
        await store.KeepUseAsync(use.Id, use.Day, cancellationToken);
        unwritten.Reader.TryRead(out _);
    }
}
