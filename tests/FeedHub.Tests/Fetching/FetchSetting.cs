using System.Net;
using System.Net.Sockets;
using FeedHub.Core.Sources;
using FeedHub.Fetching;
using FeedHub.Origin;
using Microsoft.Extensions.Logging.Abstractions;

namespace FeedHub.Tests.Fetching;

/// <summary>A fetcher and an origin with three host addresses, of which the guard lets it reach the first two.</summary>
internal sealed class FetchSetting : IAsyncDisposable
{
    /// <summary>Short times, no spacing, and a resolver that knows no names.</summary>
    public static readonly FetchingOptions Quick = new()
    {
        UserAgent = () => "FeedHub/test (+https://hub.example/)",
        AllowedNetworks = () => [IPNetwork.Parse("127.0.1.0/29")],
        Resolve = (host, _) => throw new SocketException((int)SocketError.HostNotFound),
        HostSpacing = () => TimeSpan.Zero,
        RetryDelay = TimeSpan.FromMilliseconds(1),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        AttemptTimeout = TimeSpan.FromSeconds(10),
        Deadline = TimeSpan.FromSeconds(20),
    };

    /// <summary>The address that the guard refuses.</summary>
    public const int Guarded = 2;

    private FetchSetting(FeedOrigin origin, FetchingOptions options, TimeProvider time)
    {
        Origin = origin;
        Fetcher = new FeedFetcher(options, time, NullLogger<FeedFetcher>.Instance);
    }

    public FeedOrigin Origin { get; }
    public FeedFetcher Fetcher { get; }

    public static async Task<FetchSetting> StartAsync(
        Func<FetchingOptions, FetchingOptions>? change = null, TimeProvider? time = null, Func<FeedOriginOptions,
            FeedOriginOptions>? origin = null)
    {
        var options = new FeedOriginOptions { Addresses = [new([127, 0, 1, 1]), new([127, 0, 1, 2]), new([127, 0, 2, 1])] };
        return new FetchSetting(
            await FeedOrigin.StartAsync(origin?.Invoke(options) ?? options), change?.Invoke(Quick) ?? Quick, time ?? TimeProvider.System);
    }

    /// <summary>Fetches a path of the origin's first address, or an absolute address.</summary>
    public Task<FetchResult> FetchAsync(string url, FeedValidators? validators = null, Func<Source, Source>? change = null)
    {
        var source = new Source { Id = new SourceId("test"), Title = "Test", Url = url.StartsWith('/') ? Origin.Url(url) : url };
        return Fetcher.FetchAsync(
            new FetchRequest(change?.Invoke(source) ?? source, validators ?? FeedValidators.None), TestContext.Current.CancellationToken);
    }

    public async Task<FetchResult.Fetched> FetchWellAsync(
        string url, FeedValidators? validators = null, Func<Source, Source>? change = null) =>
        Assert.IsType<FetchResult.Fetched>(await FetchAsync(url, validators, change));

    public async Task<FetchResult.Failed> FetchBadlyAsync(
        string url, FeedValidators? validators = null, Func<Source, Source>? change = null) =>
        Assert.IsType<FetchResult.Failed>(await FetchAsync(url, validators, change));

    /// <summary>A resolver that answers each call for any name with the next list, and with the last one from then on.</summary>
    public static FetchingOptions Resolving(FetchingOptions options, params string[][] answers)
    {
        var call = -1;
        return options with
        {
            Resolve = (_, _) =>
            {
                var answer = answers[Math.Min(Interlocked.Increment(ref call), answers.Length - 1)];
                return Task.FromResult<IReadOnlyList<IPAddress>>([.. answer.Select(IPAddress.Parse)]);
            },
        };
    }

    public async ValueTask DisposeAsync()
    {
        Fetcher.Dispose();
        await Origin.DisposeAsync();
    }
}
