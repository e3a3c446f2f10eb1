using System.Collections.Concurrent;
using System.Threading.Channels;
using FeedHub.Core.Access;

namespace FeedHub.Server.Background;

/// <summary>
/// Keeps the day on which each key was last used: once a day for each key, and behind the request, which waits for no write and does not
/// fail with it. What cannot be written is tried again.
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
        // Taken out once it is written.
        if (!unwritten.Reader.TryPeek(out var use)) return;
        await store.KeepUseAsync(use.Id, use.Day, cancellationToken);
        unwritten.Reader.TryRead(out _);
    }
}
