using System.Text;
using FeedHub.Core.Push;
using FeedHub.Core.Sources;
using FeedHub.Fetching;
using FeedHub.Origin;
using Microsoft.Extensions.Logging.Abstractions;

namespace FeedHub.Tests.Fetching.Sending;

/// <summary>A sender and an origin with three host addresses, of which the guard lets it reach the first two.</summary>
internal sealed class SendSetting : IAsyncDisposable
{
    private SendSetting(FeedOrigin origin, FetchingOptions options, TimeProvider time)
    {
        Origin = origin;
        Requests = new OutsideRequests(options, time, NullLogger<OutsideRequests>.Instance);
    }

    public FeedOrigin Origin { get; }
    public OutsideRequests Requests { get; }

    public static async Task<SendSetting> StartAsync(Func<FetchingOptions, FetchingOptions>? change = null, TimeProvider? time = null) =>
        new(
            await FeedOrigin.StartAsync(
                new FeedOriginOptions { Addresses = [new([127, 0, 1, 1]), new([127, 0, 1, 2]), new([127, 0, 2, 1])] }),
            change?.Invoke(FetchSetting.Quick) ?? FetchSetting.Quick, time ?? TimeProvider.System);

    /// <summary>Posts to a path of the origin's first address, or to an absolute address.</summary>
    public Task<OutsideAnswer> PostAsync(string url, Func<OutsideRequest, OutsideRequest>? change = null)
    {
        var request = new OutsideRequest
        {
            Url = url.StartsWith('/') ? Origin.Url(url) : url,
            Body = Encoding.UTF8.GetBytes("""{"title":"Երևան"}"""),
            ContentType = "application/json",
        };
        return Requests.SendAsync(change?.Invoke(request) ?? request, TestContext.Current.CancellationToken);
    }

    public async Task<OutsideAnswer.Answered> PostWellAsync(string url, Func<OutsideRequest, OutsideRequest>? change = null) =>
        Assert.IsType<OutsideAnswer.Answered>(await PostAsync(url, change));

    public async Task<OutsideAnswer.Failed> PostBadlyAsync(
        string url, FetchFailure failure, Func<OutsideRequest, OutsideRequest>? change = null)
    {
        var failed = Assert.IsType<OutsideAnswer.Failed>(await PostAsync(url, change));
        Assert.Equal(failure, failed.Failure);
        return failed;
    }

    public async ValueTask DisposeAsync()
    {
        Requests.Dispose();
        await Origin.DisposeAsync();
    }
}
