using System.Text;
using FeedHub.Server.Limits;
using FeedHub.Server.Rendering;
using FeedHub.Server.Rendering.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace FeedHub.Tests.Server.Rendering;

public sealed class RenderedFeedCacheTests : IDisposable
{
    private static readonly RenderingKey Key = new("timeline", "atom", "", "1");
    private readonly RenderedFeedCache cache = new(new Lifetime(), new RenderingTurns(new HttpContextAccessor()));

    [Fact]
    public async Task However_many_ask_at_once_a_key_is_rendered_once()
    {
        var renderings = 0;
        var gate = new TaskCompletionSource();
        var asked = Enumerable.Range(0, 200).Select(_ => cache.GetAsync(Key, RenderAsync, default)).ToList();
        gate.SetResult();
        var given = await Task.WhenAll(asked);
        Assert.All(given, g => Assert.Same(given[0], g));
        Assert.Same(given[0], await cache.GetAsync(Key, RenderAsync, default));
        Assert.Equal(1, renderings);

        async Task<Representation> RenderAsync(CancellationToken stopping)
        {
            Interlocked.Increment(ref renderings);
            await gate.Task.WaitAsync(stopping);
            return Text("bytes");
        }
    }

    [Fact]
    public async Task Another_version_is_rendered_anew()
    {
        var first = await cache.GetAsync(Key, _ => Task.FromResult(Text("first")), default);
        var second = await cache.GetAsync(Key with { Version = "2" }, _ => Task.FromResult(Text("second")), default);
        Assert.NotEqual(first[ContentCoding.Identity].ETag, second[ContentCoding.Identity].ETag);
    }

    [Fact]
    public async Task A_rendering_that_fails_is_tried_again_by_the_next_who_asks()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => cache.GetAsync(Key, _ => throw new InvalidOperationException(), default));
        Assert.NotNull(await cache.GetAsync(Key, _ => Task.FromResult(Text("bytes")), default));
    }

    [Fact]
    public async Task Who_leaves_takes_nothing_from_those_who_stay()
    {
        var gate = new TaskCompletionSource<Representation>();
        using var leaving = new CancellationTokenSource();
        var left = cache.GetAsync(Key, _ => gate.Task, leaving.Token);
        var stayed = cache.GetAsync(Key, _ => gate.Task, default);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        gate.SetResult(Text("bytes"));
        Assert.NotNull(await stayed);
    }

    [Fact]
    public void Equal_bytes_have_equal_tags_and_each_coding_its_own()
    {
        var (one, other) = (Text("bytes"), Text("bytes"));
        Assert.Equal(one.Variants.Select(v => v.ETag), other.Variants.Select(v => v.ETag));
        Assert.Equal(3, one.Variants.Select(v => v.ETag).Distinct().Count());
        Assert.Equal(one[ContentCoding.Identity].ETag.Trim('"') + "-gzip", one[ContentCoding.Gzip].ETag.Trim('"'));
    }

    public void Dispose() => cache.Dispose();

    private static Representation Text(string text) =>
        Representation.From(Encoding.UTF8.GetBytes(text), "text/plain", DateTimeOffset.UnixEpoch);

    private sealed class Lifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => default;
        public CancellationToken ApplicationStopping => default;
        public CancellationToken ApplicationStopped => default;

        public void StopApplication() => throw new NotSupportedException("Nothing stops here.");
    }
}
